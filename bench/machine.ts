import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { arch, cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { median } from "./bench.ts";
import { diskFolder } from "./scratch.ts";

const patienceMs = 20_000;
const quiet = 0.1;

/** What a figure has to be read with. */
export function describeMachine(): string {
  const model = cpus()[0]?.model ?? "unknown CPU";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${model}, ${memory} GiB, Linux ${release()} ${arch()}, Node ${process.versions.node}, fsync ${fsyncMs(diskFolder())} ms`;
}

/** Milliseconds that a write of 8 kB and its fsync take where the data lie: durability is as dear as this. */
export function fsyncMs(folder: string): number {
  const path = join(folder, `carbyne-fsync-${process.pid}`);
  const file = openSync(path, "w");
  const block = Buffer.alloc(8_192);
  const times: number[] = [];
  for (let count = 0; count < 100; count++) {
    const begin = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    times.push(performance.now() - begin);
  }
  closeSync(file);
  unlinkSync(path);
  return Math.round(median(times) * 100) / 100;
}

/** The load average of the last minute: what others did to this machine. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

/**
 * Waits, 20 seconds at most, until the machine has been left alone for a second, and gives the share of its cores that
 * was busy in the last second, 0 to 1. A round that begins at a high share is one to distrust.
 */
export async function untilQuiet(): Promise<number> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const busy = await busyShare();
    if (busy <= quiet || performance.now() > deadline) return busy;
  }
}

async function busyShare(): Promise<number> {
  const before = cpuTimes();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const after = cpuTimes();
  const total = after.total - before.total;
  return total === 0 ? 0 : Math.round((1 - (after.idle - before.idle) / total) * 100) / 100;
}

function cpuTimes(): { idle: number; total: number } {
  const fields = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).slice(1).map(Number);
  // Fields 4 and 5 are idle and waiting for the disk; 9 and 10 are contained in the first two. proc_stat(5)
  const total = fields.slice(0, 8).reduce((sum, field) => sum + field, 0);
  return { idle: (fields[3] ?? 0) + (fields[4] ?? 0), total };
}
