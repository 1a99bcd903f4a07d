import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseDate, parseMessage } from "@carbyne/mime";
import { type Imported, withCrlf } from "./message.ts";

/** A separator has an address and a date; a line of text that begins with "From " seldom has (RFC 4155 §B). */
const separator = /^From \S.*\d{4}|^From \S+ *$/;
const maxMessageBytes = 256 * 1024 * 1024;

/** The messages of an mbox file, one at a time whatever its size; quoted `>From ` lines are taken back (mboxrd). */
export async function* readMbox(file: string, folder: readonly string[]): AsyncGenerator<Imported> {
  // latin1 keeps every byte as one character.
  const lines = createInterface({ input: createReadStream(file, "latin1"), crlfDelay: Number.POSITIVE_INFINITY });
  let message: string[] | undefined;
  let from = "";
  let size = 0;
  let wasBlank = true;
  for await (const line of lines) {
    if (wasBlank && separator.test(line)) {
      if (message) yield importedFrom(message, from, folder);
      [message, from, size] = [[], line, 0];
    } else if (message === undefined) {
      if (line.trim() !== "") throw new Error(`${file} is no mbox file: it does not begin with a "From " line`);
    } else if ((size += line.length + 2) <= maxMessageBytes) {
      message.push(/^>+From /.test(line) ? line.slice(1) : line);
    }
    wasBlank = line === "";
  }
  if (message) yield importedFrom(message, from, folder);
}

function importedFrom(lines: string[], from: string, folder: readonly string[]): Imported {
  // The blank line before the next separator belongs to the file, not to the message.
  if (lines.at(-1) === "") lines.pop();
  const raw = withCrlf(Buffer.from(`${lines.join("\r\n")}\r\n`, "latin1"));
  const status = readStatus(raw);
  const date = parseDate(from.replace(/^From \S+\s*/, "")) ?? asctime(from) ?? status.date;
  return { raw, flags: status.flags, keywords: status.keywords, internalDate: date ?? undefined, folder };
}

/** `Thu Nov 25 10:00:00 2026`, which C's asctime writes and separators carry; in UTC. */
function asctime(from: string): Date | null {
  const match = /([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{2}:\d{2}(?::\d{2})?)\s+(?:[A-Z+\d-]{1,6}\s+)?(\d{4})/.exec(from);
  return match ? parseDate(`${match[2]} ${match[1]} ${match[4]} ${match[3]} +0000`) : null;
}

/** Flags as mail programs keep them in mbox files: Status and X-Status, X-Mozilla-Status, X-Keywords. */
export function readStatus(raw: Buffer): { flags: number; keywords: string[]; date: Date | null } {
  const part = parseMessage(raw);
  const letters = `${part.raw("status") ?? ""}${part.raw("x-status") ?? ""}`;
  const mozilla = Number.parseInt(part.raw("x-mozilla-status") ?? "0", 16) || 0;
  const has = (letter: string, bit: number) => letters.includes(letter) || (mozilla & bit) !== 0;
  const flags =
    (has("R", 1) ? 1 : 0) | (has("A", 2) ? 2 : 0) | (has("F", 4) ? 4 : 0) | (letters.includes("T") ? 16 : 0);
  const keywords = (part.raw("x-keywords") ?? "").split(/[\s,]+/).filter((word) => /^[!-z|}~]{1,60}$/.test(word));
  const received = /;\s*([^;]+)$/.exec(part.unfolded("received") ?? "")?.[1];
  return { flags, keywords, date: parseDate(received ?? "") ?? parseDate(part.raw("date") ?? "") };
}
