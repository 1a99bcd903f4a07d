// `npm start`: installs and builds what is missing, then runs the server. Plain JavaScript for Node 18 or newer: it runs before Node 24 is there.
import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "./build.mjs";
import { install, root } from "./install.mjs";
import { findWorker, makeWorker, workerPath } from "./media-worker/worker.mjs";

const oldest = 18;
if (Number(process.versions.node.split(".")[0]) < oldest) {
  console.error(
    `Node ${process.versions.node} is too old to begin with: install Node 20 or newer (Debian: apt-get install nodejs npm).`,
  );
  process.exit(1);
}
try {
  if (install()) console.log("Packages installed.");
  for (const name of build()) console.log(`Built the ${name}.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const node = path.join(root, "node_modules/.bin/node");
const server = spawn(node, [path.join(root, "apps/server/main.ts")], {
  stdio: "inherit",
  // What was compiled once is there for every process, and for the next start.
  env: {
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/node"),
    ...process.env,
    NODE_ENV: "production",
    MEDIASOUP_WORKER_BIN: workerPath(),
  },
});
// All but meetings runs without it, so nobody waits: they begin when it is there.
const making = new AbortController();
if (findWorker() === null)
  makeWorker(console.log, { nice: 10, signal: making.signal }).then(
    () => console.log("The media worker is ready: meetings can begin."),
    (error) => making.signal.aborted || console.error(`No meetings for now. ${error.message}`),
  );
// A terminal's Ctrl+C reaches the server by itself; a signal sent to us alone is passed on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => signal !== "SIGINT" && server.kill(signal));
server.on("error", (error) => {
  console.error(`The server could not be started: ${error.message}`);
  process.exit(1);
});
server.on("exit", (code, signal) => {
  making.abort();
  process.exit(signal ? 1 : (code ?? 1));
});
