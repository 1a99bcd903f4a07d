import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Target } from "./plan.ts";

/** A server that is up. */
export type Forwarder = Target & {
  /** The processes that forward. */
  workers(): readonly number[];
  /** All of it. */
  all(): readonly number[];
  stop(): Promise<void>;
};

/** Our SFU with one worker, in a process of its own, behind a WebSocket. */
export async function startOurs(onCleanUp: (task: () => Promise<void>) => void): Promise<Forwarder> {
  const child = fork(join(import.meta.dirname, "our-server.ts"), { stdio: "inherit" });
  const stop = () => end(child);
  onCleanUp(stop);
  const { port, workers } = await new Promise<{ port: number; workers: number[] }>((resolve, reject) => {
    child.once("message", (said) => resolve(said as { port: number; workers: number[] }));
    child.once("exit", () => reject(new Error("our server ended")));
  });
  return {
    side: "ours",
    url: `ws://127.0.0.1:${port}`,
    workers: () => workers,
    all: () => [child.pid ?? 0, ...workers],
    stop,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await over;
}
