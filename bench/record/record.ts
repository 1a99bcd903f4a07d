import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { composeNext, finalise } from "@carbyne/recording";
import { four, recordActors } from "@carbyne/recording/film-fixture";
import type { SoloBench } from "../bench.ts";
import { soloRound } from "../solo.ts";
import { captureCpu } from "./capture-cpu.ts";

const rounds = 3;

/** What it costs to write people down while they meet, and to make a film of that afterwards. */
export const record: SoloBench = {
  kind: "solo",
  name: "record",
  async run(onCleanUp, { isBig }) {
    const seconds = isBig ? 120 : 20;
    const folder = await mkdtemp(path.join(process.cwd(), ".bench-record-"));
    onCleanUp(() => rm(folder, { recursive: true, force: true }));
    const capture = [];
    for (let round = 1; round <= rounds; round++)
      capture.push(await soloRound(`record: capture ${round}`, () => captureCpu(path.join(folder, String(round)))));

    const noisy = four.map((actor, index) => ({
      ...actor,
      picture: `testsrc2=s=640x360:r=25,hue=h=${index * 90},noise=alls=12:allf=t`,
    }));
    const recording = await recordActors(noisy, { seconds });
    onCleanUp(() => rm(recording, { recursive: true, force: true }));
    const compose = [];
    for (let round = 1; round <= rounds; round++)
      compose.push(await soloRound(`record: compose ${round}`, () => composeCpu(recording, seconds)));
    return [
      { label: "capture of one", unit: "% of a core", aim: 3, rounds: capture },
      { label: "film of four", unit: "cpu-s/s", aim: 0.8, rounds: compose },
    ];
  },
};

async function composeCpu(folder: string, seconds: number) {
  await rm(path.join(folder, "work"), { recursive: true, force: true });
  const before = cpuSeconds();
  const plan = await finalise(folder, "grid");
  const signal = new AbortController().signal;
  for (let film: string | null = null; film === null; )
    ({ film } = await composeNext({ folder, plan, titleOf: ({ what }) => what, signal }));
  return { figure: (cpuSeconds() - before) / seconds, parts: {} };
}

/** Ticks of the kernel's clock in a second, proc(5). */
const ticks = 100;

/** Of this process and of all its children that have ended. */
function cpuSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / ticks;
}
