import { Worker } from "node:worker_threads";
import type { SumAnswer, SumAsk } from "./sum-worker.ts";
import type { SumAlgorithm, Sums } from "./sums.ts";

/** Sums that are made on a thread of their own, so that the one which reads sockets is not held up. End them. */
export type SumsElsewhere = {
  /** Takes more bytes; they may be changed once it is answered. Calls are done in their order. */
  add(data: Uint8Array): Promise<void>;
  /** Of what came until now; more may come. */
  result(): Promise<Sums>;
  end(): void;
};

type Waiting = { readonly resolve: (answer: SumAnswer) => void; readonly reject: (error: Error) => void };
type Thread = { readonly worker: Worker; readonly waiting: Waiting[]; fault: Error | null };

let thread: Thread | null = null;
let lastId = 0;

/** One thread for the process, which is there once the first large content comes: hashing goes at some gigabyte a second. */
function theThread(): Thread {
  if (thread) return thread;
  const worker = new Worker(new URL("./sum-worker.ts", import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
  const made: Thread = { worker, waiting: [], fault: null };
  // It holds a process up only while somebody waits for it.
  worker.unref();
  worker.on("message", (answer: SumAnswer) => {
    made.waiting.shift()?.resolve(answer);
    if (made.waiting.length === 0) worker.unref();
  });
  const fail = (error: Error) => {
    if (thread === made) thread = null;
    made.fault ??= error;
    for (const one of made.waiting.splice(0)) one.reject(made.fault);
  };
  worker.on("error", (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => fail(new Error("the thread that makes sums has ended")));
  thread = made;
  return made;
}

/** Begins sums on the other thread. */
export function startSums(algorithm: SumAlgorithm = "sha256"): SumsElsewhere {
  const made = theThread();
  const id = ++lastId;
  const tell = (ask: SumAsk) => made.worker.postMessage(ask);
  const ask = (question: SumAsk) =>
    new Promise<SumAnswer>((resolve, reject) => {
      if (made.fault) throw made.fault;
      made.waiting.push({ resolve, reject });
      made.worker.ref();
      tell(question);
    });
  tell({ id, kind: "begin", algorithm });
  return {
    async add(data) {
      await ask({ id, kind: "add", data });
    },
    async result() {
      const sums = await ask({ id, kind: "result" });
      if (!sums) throw new Error("these sums have ended");
      // What crosses between threads arrives as plain bytes.
      return { hash: Buffer.from(sums.hash), crc: sums.crc, crcs: Buffer.from(sums.crcs) };
    },
    end: () => tell({ id, kind: "end" }),
  };
}
