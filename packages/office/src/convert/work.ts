import { parentPort, workerData } from "node:worker_threads";
import { textSchema } from "../model/text/schema.ts";
import { ConversionFailed, type Fault } from "./conversion.ts";
import { readDocx } from "./docx/read/read-docx.ts";
import { writeDocx } from "./docx/write/write-docx.ts";
import { quotesIn, stateOf } from "./state.ts";
import type { Answer, Order, WriteOrder } from "./elsewhere.ts";
import { readHtml } from "./html/read-html.ts";
import { writeHtml } from "./html/write-html.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { writeMarkdown } from "./markdown/write-markdown.ts";

// What a thread does that is begun for one file, and ends with it.

function read(format: "docx" | "md" | "html", bytes: Uint8Array) {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (format === "docx") return readDocx(content);
  const text = decode(content);
  return format === "md" ? readMarkdown(text) : readHtml(text);
}

/** A page says which characters it has by its first bytes, or in a line near its beginning (HTML Living Standard §13.2.3.2). */
function decode(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString("utf16le", 2);
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(
    content.toString("latin1", 0, 2048),
  )?.[1];
  try {
    return new TextDecoder(declared ?? "utf-8", { fatal: true }).decode(content);
  } catch {
    // Older files say nothing, and are of the West more often than not.
    return new TextDecoder("windows-1252").decode(content);
  }
}

async function write({ format, written }: WriteOrder): Promise<Uint8Array> {
  const { text, people, pictures, ...rest } = written;
  const all = {
    ...rest,
    text: textSchema().nodeFromJSON(text),
    people: new Map(people),
    pictureOf: (id: string) => pictures.get(id),
  };
  if (format === "docx") return writeDocx(all);
  return Buffer.from(format === "md" ? writeMarkdown(all) : writeHtml(all));
}

async function answerOf(order: Order): Promise<Answer> {
  try {
    if (order.do === "write") return { status: "written", bytes: await write(order) };
    const { text, ...file } = read(order.format, order.bytes);
    const state = stateOf(text, file.page);
    return { status: "read", file: { ...file, state, text: text.toJSON() as object, quotes: quotesIn(text) } };
  } catch (error) {
    // Of what anybody may bring nothing is a fault of ours: it is broken for us.
    if (order.do === "write") throw error;
    const fault: Fault = error instanceof ConversionFailed ? error.fault : "broken";
    return { status: "failed", fault, said: error instanceof Error ? (error.stack ?? error.message) : "" };
  }
}

parentPort?.postMessage(await answerOf(workerData as Order));
