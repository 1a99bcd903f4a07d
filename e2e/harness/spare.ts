import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { end, launch, makePlace, type Place } from "./server-process.ts";

export type Spare = { readonly place: Place; readonly pid: number };

/**
 * A product that starts while a test file waits for a browser, for the file after it: a start takes seconds, and there are many files. It stands in
 * a file, since each test file is a process of its own.
 */
export function takeSpare(folder: string): Spare | null {
  const taken = path.join(folder, `taken-${process.pid}`);
  try {
    renameSync(path.join(folder, "spare.json"), taken);
  } catch {
    return null;
  }
  const spare: Spare = JSON.parse(readFileSync(taken, "utf8"));
  rmSync(taken);
  return spare;
}

export async function startSpare(folder: string, template: string): Promise<void> {
  const place = await makeData(template, {});
  const spare: Spare = { place, pid: launch(place) };
  writeFileSync(path.join(folder, "spare.tmp"), JSON.stringify(spare));
  renameSync(path.join(folder, "spare.tmp"), path.join(folder, "spare.json"));
}

/** Ends the one that no file took. */
export async function endSpare(folder: string): Promise<void> {
  const spare = takeSpare(folder);
  if (!spare) return;
  await end(spare.pid, "SIGTERM");
  removeData(spare.place);
}

/** Data as the first start left it, or none, with ports of its own. */
export async function makeData(template: string | null, more: Place["more"]): Promise<Place> {
  const dataDir = more["CARBYNE_DATA_DIR"] ?? mkdtempSync(path.join(os.tmpdir(), "carbyne-e2e-"));
  mkdirSync(dataDir, { recursive: true });
  // With its owners: the database has a user of its own.
  if (template !== null) execFileSync("cp", ["-a", `${template}/.`, dataDir]);
  chmodSync(dataDir, 0o755);
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), "carbyne-e2e-log-")), "log");
  writeFileSync(log, "");
  return makePlace(dataDir, log, more);
}

export function removeData({ dataDir, log }: Place): void {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(path.dirname(log), { recursive: true, force: true });
}
