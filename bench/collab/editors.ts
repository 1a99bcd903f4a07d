import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Count, Order } from "./plan.ts";

/** All editors, in a process of their own: `tell` gives it an order and resolves with its answer when that is done. */
export function startEditors(onCleanUp: (task: () => Promise<void>) => void) {
  const child = fork(join(import.meta.dirname, "generator.ts"), { stdio: "inherit" });
  onCleanUp(async () => end(child));
  const tell = (order: Order): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error("the editors' process ended"));
      child.once("exit", ended);
      child.once("message", (said: { answer?: unknown; error?: string }) => {
        child.off("exit", ended);
        if (said.error === undefined) resolve(said.answer);
        else reject(new Error(said.error));
      });
      child.send(order);
    });
  return {
    tell,
    async count(): Promise<Count> {
      return (await tell({ what: "count" })) as Count;
    },
    end: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await over;
}
