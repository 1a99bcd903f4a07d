import { parentPort } from "node:worker_threads";
import { createSums, type SumAlgorithm, type Sums } from "./sums.ts";

/** What the thread is asked; a question about bytes is answered when they may be changed again. */
export type SumAsk = { readonly id: number } & (
  | { readonly kind: "begin"; readonly algorithm: SumAlgorithm }
  | { readonly kind: "add"; readonly data: Uint8Array }
  | { readonly kind: "result" }
  | { readonly kind: "end" }
);

/** Answers come in the order of the questions. */
export type SumAnswer = Sums | null;

const open = new Map<number, ReturnType<typeof createSums>>();

parentPort?.on("message", (ask: SumAsk) => {
  const sums = open.get(ask.id);
  if (ask.kind === "begin") open.set(ask.id, createSums(ask.algorithm));
  else if (ask.kind === "end") open.delete(ask.id);
  else {
    if (ask.kind === "add") sums?.add(ask.data);
    parentPort?.postMessage(ask.kind === "add" ? null : (sums?.result() ?? null));
  }
});
