// Installs the npm packages when they are absent or the lockfile changed. Plain JavaScript for Node 18 or newer: it runs before Node 24 is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const lockFile = path.join(root, "package-lock.json");
const stampFile = path.join(root, "node_modules/.carbyne-lock");
/** What npm last put there, in the lockfile's form. */
const installedFile = path.join(root, "node_modules/.package-lock.json");

/** Brings node_modules to the lockfile's state; returns whether anything was done. */
export function install() {
  const lock = readFileSync(lockFile);
  const stamp = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false;
  // Whoever ran npm by hand has all that is needed; `npm ci` would take it away under programs that run from it.
  const isThere = existsSync(installedFile) && isInStep(JSON.parse(lock), JSON.parse(readFileSync(installedFile)));
  if (!isThere) {
    // mediasoup's own install step would fetch or compile its worker, and fail the whole install where it can do neither: media-worker/ does that.
    const env = { MEDIASOUP_WORKER_BIN: "made-later", ...process.env };
    const done = spawnSync("npm", ["ci", "--loglevel=error"], { cwd: root, stdio: "inherit", env });
    if (done.status !== 0) throw new Error("npm ci failed; what it printed above says why");
  }
  writeFileSync(stampFile, stamp);
  return !isThere;
}

/** Whether the installed packages are the lockfile's, no more and no fewer; optional ones may be for another platform. */
export function isInStep(wanted, installed) {
  const same = (one, two) => one !== undefined && one.version === two.version && one.integrity === two.integrity;
  return (
    Object.entries(wanted.packages).every(
      ([name, entry]) => name === "" || entry.optional || same(installed.packages[name], entry),
    ) && Object.entries(installed.packages).every(([name, entry]) => same(wanted.packages[name], entry))
  );
}

export { root };
