// mediasoup's worker, the program that forwards sound and picture: found where it is named or was made before, else fetched, else compiled, once per
// machine. Plain JavaScript: it may have to begin on the machine's own Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../install.mjs";
import { flags, libraries, ninjaFile, packaged, packages, patches, schemaFlags } from "./recipe.mjs";

const here = path.join(root, "tooling/media-worker");
const mediasoup = path.join(root, "node_modules/mediasoup");
/** How long mediasoup's own download may take, in ms: where the network does not answer, nobody should wait for it. */
const downloadLimitMs = 15_000;

/** Where the worker is or will be: named by what it is made of, so that another version or another recipe is another file. */
export function workerPath(env = process.env) {
  if (env.MEDIASOUP_WORKER_BIN) return env.MEDIASOUP_WORKER_BIN;
  const hash = createHash("sha256").update(JSON.stringify([patches, schemaFlags, flags, libraries, packaged]));
  for (const file of ["srtp.h", "ankerl/unordered_dense.h"])
    hash.update(readFileSync(path.join(here, "include", file)));
  return path.join(cacheFolder(env), `media-worker-${version()}-${process.arch}-${hash.digest("hex").slice(0, 12)}`);
}

/** Of the person who starts it. What root makes is run by the user that the program becomes, who cannot look into root's home. */
function cacheFolder(env) {
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, "carbyne");
  return process.getuid?.() === 0 ? "/var/cache/carbyne" : path.join(os.homedir(), ".cache/carbyne");
}

const version = () => JSON.parse(readFileSync(path.join(mediasoup, "package.json"), "utf8")).version;

/** The worker's path when it is there, else null. */
export function findWorker(env = process.env) {
  const file = workerPath(env);
  return existsSync(file) ? file : null;
}

/**
 * Brings the worker here and returns its path. Throws an error whose words say what to install when it can be neither fetched nor compiled. What is half
 * made is never found: the last step is a rename.
 *
 * @param {(line: string) => void} say hears what is going on, at most once a second
 */
export async function makeWorker(say, { env = process.env, nice = 0, signal } = {}) {
  const file = workerPath(env);
  if (existsSync(file)) return file;
  if (env.MEDIASOUP_WORKER_BIN) throw new Error(`MEDIASOUP_WORKER_BIN names ${file}, which is not there.`);
  mkdirSync(path.dirname(file), { recursive: true });
  removeHalfMade(file);
  const folder = `${file}.${process.pid}`;
  try {
    mkdirSync(folder);
    // The switch is mediasoup's own.
    const fetched = env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD ? null : await fetchWorker(folder, say);
    const made = fetched ?? (await compileWorker(folder, { env, say, nice, signal }));
    chmodSync(made, 0o755);
    renameSync(made, file);
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What processes left behind that were ended while they compiled. */
function removeHalfMade(file) {
  for (const name of readdirSync(path.dirname(file))) {
    const [, pid] = name.startsWith(`${path.basename(file)}.`) ? (/\.(\d+)$/.exec(name) ?? []) : [];
    if (pid && !existsSync(`/proc/${pid}`))
      rmSync(path.join(path.dirname(file), name), { recursive: true, force: true });
  }
}

/** The worker that mediasoup's makers publish for this system, or null: not reachable, or it does not run here. */
async function fetchWorker(folder, say) {
  const kernel = os.platform() === "linux" ? `-kernel${os.release().split(".")[0]}` : "";
  const name = `mediasoup-worker-${version()}-${os.platform()}-${os.arch()}${kernel}.tgz`;
  const url = `https://github.com/versatica/mediasoup/releases/download/${version()}/${name}`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(downloadLimitMs) });
    if (!answer.ok) return null;
    const archive = path.join(folder, "worker.tgz");
    writeFileSync(archive, Buffer.from(await answer.arrayBuffer()));
    if (spawnSync("tar", ["-xzf", archive, "-C", folder]).status !== 0) return null;
  } catch {
    return null; // No network, or none to there: it is compiled.
  }
  const worker = path.join(folder, "mediasoup-worker");
  if (!existsSync(worker) || !runs(worker)) return null;
  say("The media worker was fetched.");
  return worker;
}

/** Whether the program starts on this machine at all: one for another C library does not. It ends by itself, missing its version and its channel. */
function runs(worker) {
  const { error, status } = spawnSync(worker, [], { timeout: 5_000, env: {} });
  return !error && status !== null && status < 126;
}

async function compileWorker(folder, { env, say, nice, signal }) {
  const lacking = ["g++", "ninja", "pkg-config", "flatc"].filter(
    (name) => spawnSync(name, ["--version"], { env }).error,
  );
  if (lacking.length > 0)
    throw new Error(
      `Meetings need a program that has to be compiled here once, and ${lacking.join(", ")} is missing. As root:\n\n  apt-get install -y --no-install-recommends ${packages.join(" ")}\n`,
    );
  const worker = path.join(folder, "worker");
  cpSync(path.join(mediasoup, "worker"), worker, { recursive: true });
  for (const [name, from, to] of patches) {
    const source = readFileSync(path.join(worker, name), "utf8");
    if (!source.includes(from))
      throw new Error(`${name} of mediasoup is not what tooling/media-worker was written for.`);
    writeFileSync(path.join(worker, name), source.replaceAll(from, to));
  }
  const schemas = readdirSync(path.join(worker, "fbs")).filter((name) => name.endsWith(".fbs"));
  const targets = schemas.map((name) => path.join(worker, "fbs", name));
  run("flatc", [...schemaFlags, "--filename-suffix", "", "-o", path.join(folder, "gen/FBS"), ...targets]);
  const libraryFlags = run("pkg-config", ["--libs", ...packaged])
    .trim()
    .split(/\s+/);
  writeFileSync(
    path.join(folder, "build.ninja"),
    ninjaFile({ worker, include: path.join(here, "include"), libraryFlags }),
  );
  say("Compiling the media worker, once for this machine: about ten minutes on two cores.");
  await ninja(folder, { say, nice, signal });
  return path.join(folder, "mediasoup-worker");
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed while the media worker was made:\n${stderr}`);
  return stdout;
}

/** Compiles, and says every fifteen seconds how far it is. */
async function ninja(folder, { say, nice, signal }) {
  const child = spawn("nice", ["-n", String(nice), "ninja", "-C", folder, "-j", String(os.availableParallelism())], {
    env: { ...process.env, NINJA_STATUS: "[%f/%t] ", TERM: "dumb" },
    signal,
  });
  let told = Date.now();
  let tail = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      tail = (tail + text).slice(-4_000);
      const at = tail.match(/\[(\d+)\/(\d+)\](?![\s\S]*\[\d+\/\d+\])/);
      if (!at || Date.now() - told < 15_000) return;
      told = Date.now();
      say(`The media worker: ${at[1]} of ${at[2]} files compiled.`);
    });
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (status !== 0) throw new Error(`The media worker could not be compiled:\n${tail}`);
}

// Called by itself it brings the worker and prints where it is.
if (process.argv[1] === path.join(here, "worker.mjs")) console.log(await makeWorker(console.error));
