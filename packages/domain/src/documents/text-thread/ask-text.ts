import { Worker } from "node:worker_threads";
import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import type { answers, TextAnswer } from "./text-worker.ts";

type Answers = typeof answers;

/** One that is not answered until then is given up, and the thread with it. */
const answersMs = 30_000;
const memoryMb = 1000;
/** Questions that wait; more are refused. */
const mostWaiting = 100;

let thread: Worker | null = null;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Asks a thread of its own what a document says: to read a large one would hold up everybody whose sockets this one reads. One question after the other.
 * Refuses what cannot be read, takes too long or too much memory.
 */
export async function askText<Kind extends keyof Answers>(
  ctx: Pick<Context, "log">,
  kind: Kind,
  input: Parameters<Answers[Kind]>[0],
): Promise<ReturnType<Answers[Kind]>> {
  if (waiting >= mostWaiting) throw new Refusal("busy", "document-busy");
  waiting++;
  const asked = last.then(() => ask(kind, input));
  last = asked.catch(() => {});
  try {
    return (await asked) as ReturnType<Answers[Kind]>;
  } catch (error) {
    ctx.log.warn({ err: error, question: kind }, "a document could not be read");
    throw new Refusal("too-large", "document-unreadable");
  } finally {
    waiting--;
  }
}

/** One thread for the process, from the first question on. */
function theThread(): Worker {
  if (thread) return thread;
  const made = new Worker(new URL("./text-worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const forget = () => {
    if (thread === made) thread = null;
  };
  made.on("error", forget);
  made.on("exit", forget);
  thread = made;
  return made;
}

function ask(kind: string, input: unknown): Promise<unknown> {
  const worker = theThread();
  // It holds a process up only while somebody waits for it.
  worker.ref();
  return new Promise((resolve, reject) => {
    const onMessage = (answer: TextAnswer) =>
      settle(() => ("value" in answer ? resolve(answer.value) : reject(new Error(answer.fault))));
    const onEnd = (error: unknown) =>
      settle(() => reject(error instanceof Error ? error : new Error("the thread that reads documents has ended")));
    const timer = setTimeout(() => {
      settle(() => reject(new Error(`a document was read for more than ${answersMs} ms`)));
      void worker.terminate();
      thread = null;
    }, answersMs);
    function settle(done: () => void): void {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
      worker.unref();
      done();
    }
    worker.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
    worker.postMessage({ kind, input });
  });
}
