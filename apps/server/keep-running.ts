import { type ChildProcess, spawn } from "node:child_process";
import type { Logger } from "@carbyne/kernel";
import type { FromRole, ToRole } from "./supervisor-channel.ts";

const [shortestPauseMs, longestPauseMs] = [200, 15_000];
/** A process that ran so long had recovered: the next fall begins from the shortest pause. */
const steadyMs = 30_000;
const stopMs = 25_000;
/** So many looks without a word make a process one that hangs. Looks, not time: a machine that slept has looked as rarely as it spoke. */
const usualWatch = { lookMs: 5000, looks: 12 };

type Child = {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly log: Logger;
  readonly watch?: { readonly lookMs: number; readonly looks: number };
};

export type Kept = ReturnType<typeof keepRunning>;

/** Keeps a process running: whoever falls or hangs is started again, after a pause that grows while it keeps falling. */
export function keepRunning({ name, file, environment, nodeOptions = [], log, watch = usualWatch }: Child) {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = shortestPauseMs;
  let isStopping = false;
  let silentLooks = 0;
  let tellReady = () => {};
  const isReady = new Promise<void>((resolve) => (tellReady = resolve));

  const startLater = (why: object) => {
    if (isStopping) return;
    log.error({ process: name, ...why, pauseMs }, "ended; it is started again");
    timer = setTimeout(start, pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };
  const start = () => {
    const startedAt = Date.now();
    const started = spawn(process.execPath, [...nodeOptions, file], {
      env: { ...environment, NODE_ENV: "production" },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    silentLooks = 0;
    started.on("message", (word: FromRole) => {
      silentLooks = 0;
      if (word === "ready") tellReady();
    });
    started.on("error", (error) => {
      // Without a pid there never was a process, and no exit will follow.
      if (started.pid === undefined) startLater({ err: error });
      else log.warn({ err: error, process: name }, "cannot be reached");
    });
    started.on("exit", (code, signal) => {
      child = undefined;
      if (Date.now() - startedAt > steadyMs) pauseMs = shortestPauseMs;
      startLater({ code, signal });
    });
  };
  start();

  const looking = setInterval(() => {
    if (!child || ++silentLooks <= watch.looks) return;
    silentLooks = 0;
    log.error({ process: name, pid: child.pid }, "hangs; it is ended");
    child.kill("SIGKILL");
  }, watch.lookMs);

  return {
    /** Once the process has all its listeners for the first time. */
    isReady,
    /** The process of the moment, for tests. */
    pid: () => child?.pid,
    /** Says something to the process, if it runs. */
    tell(message: ToRole): void {
      if (child?.connected) child.send(message, () => {});
    },
    /** Asks the process to end, and makes it end when it takes too long. */
    async stop(): Promise<void> {
      isStopping = true;
      clearTimeout(timer);
      clearInterval(looking);
      const running = child;
      if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const over = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      const force = setTimeout(() => running.kill("SIGKILL"), stopMs);
      await over;
      clearTimeout(force);
    },
  };
}
