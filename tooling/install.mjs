// Installs the npm packages when they are absent or the lockfile changed. Plain JavaScript for Node 18 or newer: it runs before Node 24 is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const stampFile = path.join(root, "node_modules/.carbyne-lock");

/** Brings node_modules to the lockfile's state; returns whether anything was done. */
export function install() {
  const stamp = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false;
  const done = spawnSync("npm", ["ci", "--loglevel=error"], { cwd: root, stdio: "inherit" });
  if (done.status !== 0) throw new Error("npm ci failed; what it printed above says why");
  writeFileSync(stampFile, stamp);
  return true;
}

export { root };
