#!/usr/bin/env node
// The `carbyne` command: hands over to the Node that came with the packages, which may be newer than the machine's.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../../..");
const node = path.join(root, "node_modules/.bin/node");
const main = path.join(root, "apps/server/cli/main.ts");
const { status, error, signal } = spawnSync(node, [main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/node"), ...process.env },
});
if (error) {
  process.stderr.write("carbyne is not installed here yet: run `npm start` once\n");
  process.exit(1);
}
process.exit(signal ? 1 : (status ?? 1));
