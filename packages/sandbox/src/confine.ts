import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { Refusal } from "@carbyne/kernel";
import { memoryOfTree } from "./memory.ts";
import { readReply, script } from "./reply.ts";
import { viewArgs } from "./view.ts";

export type Limits = {
  /** From start to end, whatever it waits for. */
  readonly wallMs: number;
  /** Processor time of each of its processes. */
  readonly cpuSeconds: number;
  /** Resident memory of all its processes together. */
  readonly memoryBytes: number;
  /** All that it writes while it runs. */
  readonly scratchBytes: number;
  /** All that comes out. */
  readonly outputBytes: number;
  readonly processes: number;
};

export type Job = {
  readonly program: string;
  readonly args: readonly string[];
  /** Names and content, to be read below `/in`. */
  readonly inputs: Readonly<Record<string, Uint8Array>>;
  /** Names of the files that are wanted of what it writes into its working folder; `stdout` and `stderr` are among them. */
  readonly outputs: readonly string[];
  /** Files and folders of this machine that it may read beside the installed programs. */
  readonly readable?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder of this machine that is its working folder, where what it reads and writes is too large for memory. It keeps this process's own user then. */
  readonly workFolder?: string;
  /** Ends it early; what it was about counts as ended. */
  readonly signal?: AbortSignal;
  readonly limits: Limits;
};

export type Confined =
  | { readonly status: "done"; readonly code: number; readonly files: ReadonlyMap<string, Buffer> }
  | { readonly status: "failed"; readonly reason: "too-long" | "too-large" | "ended"; readonly detail: string };

const watchMs = 50;
const keptDetail = 2000;
/** What a program may map: far more than it may use, since browsers' engines and the like reserve without using. */
const addressBytes = 6 * 2 ** 30;
/** Exit codes of a shell whose command was ended by SIGXCPU and SIGXFSZ: 128 and the signal's number. */
const overTime = 152;
const overSize = 153;

/**
 * Runs a program of this machine on strange content, with nothing of this machine in reach (see `viewArgs`) and within limits. Refuses when it cannot be
 * confined: it never runs bare.
 */
export async function runConfined(job: Job): Promise<Confined> {
  const fault = await confinementFault();
  if (fault) throw new Refusal("busy", "conversion-unavailable");
  return run(job);
}

function run(job: Job): Promise<Confined> {
  const { program, args, inputs, outputs, readable = [], environment = {}, workFolder, signal, limits } = job;
  const { promise, resolve } = Promise.withResolvers<Confined>();
  const contents = Object.entries(inputs);
  const child = spawn(
    "bwrap",
    [
      viewArgs({
        inputs: contents.map(([name], index) => ({ name, descriptor: index + 3 })),
        readable,
        environment,
        scratchBytes: limits.scratchBytes,
        ...(workFolder === undefined ? {} : { workFolder }),
      }),
      ["--", "prlimit", `--as=${addressBytes}`, `--cpu=${limits.cpuSeconds}`, `--fsize=${limits.scratchBytes}`],
      [`--nproc=${limits.processes}`, "--core=0", "--nofile=256", "--"],
      ["sh", "-c", script, "sh", outputs.join(" "), program, ...args],
    ].flat(),
    {
      env: { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin" },
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe", ...contents.map(() => "pipe" as const)],
      // The number of processes is not limited for root, and nothing of root's is wanted inside.
      ...(process.getuid?.() === 0 && workFolder === undefined ? { uid: nobody, gid: nobody } : {}),
    },
  );
  const said: Buffer[] = [];
  const detail: Buffer[] = [];
  let saidBytes = 0;
  let given: "too-long" | "too-large" | undefined;
  const giveUp = (reason: "too-long" | "too-large") => {
    given ??= reason;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => giveUp("too-long"), limits.wallMs);
  const stop = () => child.kill("SIGKILL");
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const watch = setInterval(() => {
    if (memoryOfTree(child.pid) > limits.memoryBytes) giveUp("too-large");
  }, watchMs);
  contents.forEach(([, content], index) => {
    const pipe = child.stdio[index + 3] as Writable;
    // It may end before it has read everything; how it ended is told below.
    pipe.on("error", () => {});
    pipe.end(content);
  });
  child.stdout?.on("data", (piece: Buffer) => {
    saidBytes += piece.length;
    if (saidBytes > limits.outputBytes) giveUp("too-large");
    else said.push(piece);
  });
  child.stderr?.on("data", (piece: Buffer) => {
    if (detail.length < 20) detail.push(piece.subarray(0, keptDetail));
  });
  const finish = () => {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener("abort", stop);
    resolve(outcomeOf({ said: Buffer.concat(said), detail: Buffer.concat(detail), given }));
  };
  child.once("error", (error) => {
    detail.push(Buffer.from(error.message));
    finish();
  });
  child.once("close", finish);
  return promise;
}

const nobody = 65_534;

type Ended = { readonly said: Buffer; readonly detail: Buffer; readonly given: "too-long" | "too-large" | undefined };

function outcomeOf({ said, detail, given }: Ended): Confined {
  const reply = given ? null : readReply(said);
  const reason = given ?? (reply?.code === overTime ? "too-long" : reply?.code === overSize ? "too-large" : undefined);
  if (reply && !reason) return { status: "done", ...reply };
  const words = Buffer.concat([detail, reply?.files.get("stderr") ?? Buffer.alloc(0)]);
  return { status: "failed", reason: reason ?? "ended", detail: words.toString("utf8").slice(0, keptDetail) };
}

let known: { readonly fault: string | null; readonly at: number } | undefined;
const lookAgainMs = 60_000;

/** Why nothing can be confined on this machine, in the words of what failed; null when it can. */
export async function confinementFault(): Promise<string | null> {
  if (known && (known.fault === null || Date.now() - known.at < lookAgainMs)) return known.fault;
  const limits = { wallMs: 10_000, cpuSeconds: 5, memoryBytes: 2 ** 28, scratchBytes: 2 ** 20 };
  const outcome = await run({
    program: "true",
    args: [],
    inputs: {},
    outputs: [],
    limits: { ...limits, outputBytes: 1000, processes: 20 },
  });
  const isGood = outcome.status === "done" && outcome.code === 0;
  const fault = isGood ? null : outcome.status === "failed" ? outcome.detail.trim() || outcome.reason : "no shell";
  known = { fault, at: Date.now() };
  return fault;
}
