import { cpuOf, pssOf } from "../processes.ts";
import { startEditors } from "./editors.ts";
import type { Count, Pace } from "./plan.ts";
import type { Stage } from "./stages.ts";

/** What writing at one pace took. */
export type Written = {
  readonly count: Count;
  readonly serverSeconds: number;
  readonly doorSeconds: number;
  readonly postgresSeconds: number;
};

export type Measured = { readonly openKb: number; readonly fast: Written; readonly many: Written };

export type Plan = { readonly each: number; readonly fast: Pace; readonly many: Pace; readonly restMs: number };

const warmSeconds = 3;
/** So many documents come and go before one is weighed: what is loaded and grown with the first is not what one more takes. */
const warmDocuments = 20;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets editors open documents and write, and says what that took. */
export async function measure(
  stage: Stage,
  { each, fast, many, restMs }: Plan,
  onCleanUp: (task: () => Promise<void>) => void,
): Promise<Measured> {
  const editors = startEditors(onCleanUp);
  const { side, port, door } = stage;
  await editors.tell({ what: "begin", side, port, each });
  const openKb = await weigh();
  // Until the last of them is out of memory.
  await sleep(restMs * 2);
  const result = { openKb, fast: await write(fast), many: await write(many) };
  await editors.end();
  return result;

  async function weigh(): Promise<number> {
    const { resting } = stage.seats;
    const open = (from: number, to?: number) =>
      editors.tell({ what: "open", seats: resting.slice(from, to), changes: 0 });
    await open(0, Math.min(warmDocuments, resting.length));
    await editors.tell({ what: "close" });
    await sleep(restMs);
    const before = pssOf(door);
    await open(0);
    await sleep(restMs);
    const grown = pssOf(door) - before;
    await editors.tell({ what: "close" });
    return grown / 1024 / resting.length;
  }
  async function write({ documents, perSecond, seconds }: Pace): Promise<Written> {
    const seats = stage.seats.writing.slice(0, documents * each);
    await editors.tell({ what: "open", seats, changes: Math.ceil((seconds + warmSeconds) * perSecond) + 1 });
    await editors.tell({ what: "write", seconds: warmSeconds, perSecond });
    await editors.count();
    const before = spent();
    await editors.tell({ what: "write", seconds, perSecond });
    const count = await editors.count();
    const after = spent();
    await editors.tell({ what: "close" });
    return {
      count,
      serverSeconds: after.server - before.server,
      doorSeconds: after.door - before.door,
      postgresSeconds: after.postgres - before.postgres,
    };
  }
  function spent() {
    const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuOf(pid), 0) / 1000;
    return { server: sum(stage.server()), door: sum([door]), postgres: sum(stage.postgres()) };
  }
}
