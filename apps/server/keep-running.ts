import { type ChildProcess, spawn } from "node:child_process";
import type { Logger } from "@carbyne/kernel";

const [shortestPauseMs, longestPauseMs] = [200, 15_000];
/** A process that ran so long had recovered: the next fall begins from the shortest pause. */
const steadyMs = 30_000;
const stopMs = 25_000;

type Child = {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
};

/** Keeps a process running: whoever falls is started again, after a pause that grows while it keeps falling. */
export function keepRunning({ name, file, environment, log }: Child) {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = shortestPauseMs;
  let isStopping = false;
  let tellReady = () => {};
  const isReady = new Promise<void>((resolve) => (tellReady = resolve));

  const start = () => {
    const startedAt = Date.now();
    const started = spawn(process.execPath, [file], {
      env: { ...environment, NODE_ENV: "production" },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    started.on("message", () => tellReady());
    started.on("error", (error) => log.error({ err: error, process: name }, "could not be started"));
    started.on("exit", (code, signal) => {
      child = undefined;
      if (isStopping) return;
      if (Date.now() - startedAt > steadyMs) pauseMs = shortestPauseMs;
      log.error({ process: name, code, signal, pauseMs }, "ended; it is started again");
      timer = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  start();

  return {
    /** Once the process has all its listeners for the first time. */
    isReady,
    /** The process of the moment, for tests. */
    pid: () => child?.pid,
    /** Asks the process to end, and makes it end when it takes too long. */
    async stop(): Promise<void> {
      isStopping = true;
      clearTimeout(timer);
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const over = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      const force = setTimeout(() => running.kill("SIGKILL"), stopMs);
      await over;
      clearTimeout(force);
    },
  };
}
