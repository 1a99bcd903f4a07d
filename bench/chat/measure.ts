import { cpuOf, pssOf } from "../processes.ts";
import { startCrowd } from "./crowd.ts";
import type { Count } from "./plan.ts";
import type { OnCleanUp, Stage } from "./stages.ts";

export type Measured = {
  readonly count: Count;
  readonly cpuSeconds: number;
  readonly doorSeconds: number;
  readonly idleKb: number;
};

type Load = { readonly seconds: number; readonly perSecond: number; readonly each: number; readonly after: number };

const warmSeconds = 4;
const restMs = 8000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets the clients come, rest and talk, and says what that took. */
export async function measure(
  stage: Stage,
  { seconds, perSecond, each, after }: Load,
  onCleanUp: OnCleanUp,
): Promise<Measured> {
  const clients = startCrowd(onCleanUp);
  const { side, port, seats, door } = stage;
  await clients.tell({ what: "begin", side, port, seats, each, after });
  // What is loaded and grown with the first clients is not what one more takes.
  await clients.tell({ what: "open", count: each * 2 });
  await clients.tell({ what: "talk", seconds: 2, perSecond: 20 });
  await clients.count();
  await clients.tell({ what: "close" });
  await sleep(restMs);
  const alone = pssOf(door);
  await clients.tell({ what: "open", count: seats.length });
  await sleep(restMs);
  const idleKb = (pssOf(door) - alone) / 1024 / seats.length;
  await clients.tell({ what: "talk", seconds: warmSeconds, perSecond });
  await clients.count();
  const cpu = () => stage.pids().reduce((sum, pid) => sum + cpuOf(pid), 0) / 1000;
  const [before, doorBefore] = [cpu(), cpuOf(door) / 1000];
  await clients.tell({ what: "talk", seconds, perSecond });
  const count = await clients.count();
  const result = { count, cpuSeconds: cpu() - before, doorSeconds: cpuOf(door) / 1000 - doorBefore, idleKb };
  await clients.end();
  return result;
}
