import { Worker } from "node:worker_threads";
import { textSchema } from "../model/text/schema.ts";
import { ConversionFailed, type Fault, type PictureBytes, type ReadFile, type Written as Whole } from "./conversion.ts";

/** What is written, as it goes to another thread. */
export type Written = Omit<Whole, "text" | "people" | "pictureOf"> & {
  /** The text as JSON. */
  readonly text: object;
  readonly people: readonly (readonly [string, string])[];
  readonly pictures: ReadonlyMap<string, PictureBytes>;
};

/** What was read, as the first state of a document too, with the words that discussions are about. */
export type ReadElsewhere = ReadFile & {
  readonly state: Uint8Array;
  readonly quotes: ReadonlyMap<string, string>;
};

export type ReadOrder = { readonly do: "read"; readonly format: "docx" | "md" | "html"; readonly bytes: Uint8Array };
export type WriteOrder = { readonly do: "write"; readonly format: "docx" | "md" | "html"; readonly written: Written };
export type Order = ReadOrder | WriteOrder;
export type Answer =
  | { readonly status: "read"; readonly file: Omit<ReadElsewhere, "text"> & { readonly text: object } }
  | { readonly status: "written"; readonly bytes: Uint8Array }
  | { readonly status: "failed"; readonly fault: Fault; readonly said: string };

const mostMs = 60_000;
const mostMegabytes = 1024;

/** Reads a file in a thread of its own: one that takes too long, or too much memory, ends nothing but that. */
export async function readElsewhere({ format, bytes }: Omit<ReadOrder, "do">): Promise<ReadElsewhere> {
  const answer = await work({ do: "read", format, bytes });
  if (answer.status === "failed") throw new ConversionFailed(answer.fault, { cause: answer.said });
  if (answer.status !== "read") throw new Error("a file was to be read");
  return { ...answer.file, text: textSchema().nodeFromJSON(answer.file.text) };
}

/** Writes a file in a thread of its own, so that nobody waits meanwhile. */
export async function writeElsewhere(order: Omit<WriteOrder, "do">): Promise<Buffer> {
  const answer = await work({ do: "write", ...order });
  if (answer.status === "failed") throw new ConversionFailed(answer.fault, { cause: answer.said });
  if (answer.status !== "written") throw new Error("a file was to be written");
  return Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.length);
}

function work(order: Order): Promise<Answer> {
  const worker = new Worker(new URL("./work.ts", import.meta.url), {
    workerData: order,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new ConversionFailed("too-large"));
    }, mostMs);
    worker.once("message", (answer: Answer) => resolve(answer));
    worker.once("error", (error: Error & { code?: string }) =>
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new ConversionFailed("too-large", { cause: error }) : error),
    );
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new ConversionFailed("broken"));
    });
  });
}
