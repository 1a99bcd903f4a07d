import type { Measured, Round, SoloBench } from "../bench.ts";
import { createOurs } from "../ours.ts";
import { type Process, pssOf } from "../processes.ts";
import { soloRound } from "../solo.ts";

const rounds = 3;
const idleMs = 30_000;

/** The memory of a server that nobody uses, half a minute after its start: every process, PostgreSQL included. */
export const footprint: SoloBench = {
  kind: "solo",
  name: "footprint",
  async run(onCleanUp) {
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    // The first start makes the database and the accounts; it is not what runs day by day.
    await ours.start();
    await ours.stop();
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      await ours.start();
      await new Promise((resolve) => setTimeout(resolve, idleMs));
      measured.push(await soloRound(`footprint: round ${round}`, async () => weigh(ours.processes())));
      await ours.stop();
    }
    return [{ unit: "MB", aim: 700, rounds: measured }];
  },
};

/** Sums the processes, and again by name, in MB of 2^20 bytes. */
function weigh(processes: readonly Process[]): Measured {
  const parts: Record<string, number> = { processes: processes.length };
  let figure = 0;
  for (const { pid, name } of processes) {
    const megabytes = pssOf(pid) / 2 ** 20;
    figure += megabytes;
    parts[`${name} MB`] = (parts[`${name} MB`] ?? 0) + megabytes;
  }
  if (figure === 0) throw new Error("no memory could be read: the server's processes belong to another user");
  return { figure, parts };
}
