import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The program that forwards sound and picture, as `npm start` finds or makes it. */
export function mediaWorker(): string {
  const bringer = join(import.meta.dirname, "../tooling/media-worker/worker.mjs");
  return execFileSync(process.execPath, [bringer], { encoding: "utf8" }).trim();
}
