import { parseDate, parseMessage } from "@carbyne/mime";

/** What mail programs say of a message beside it. */
export type Status = {
  /** A bit set: 1 seen, 2 answered, 4 flagged, 16 draft. */
  readonly flags: number;
  readonly keywords: readonly string[];
};

const own = /^Status: ([A-Z]{0,9})\r?\nX-Status: ([A-Z]{0,9})\r?\nX-Keywords: ([^\r\n]{0,10000})\r?\n/;
const mostKeywords = 100;
const mozillaExpunged = 8;

/** Says that the end of line behind the message is none of it. */
const noEnd = "E";

/** The three lines that `statusLines` puts before a message, taken off again; undefined when they are not there. */
export function takeOwnStatus(raw: Buffer): { raw: Buffer; status: Status } | undefined {
  if (raw.toString("latin1", 0, 8) !== "Status: ") return undefined;
  const match = own.exec(raw.toString("latin1", 0, 11_000));
  if (!match) return undefined;
  const [lines, status = "", more = "", keywords = ""] = match;
  const end = more.includes(noEnd) && raw.toString("latin1", raw.length - 2) === "\r\n" ? raw.length - 2 : raw.length;
  return { raw: raw.subarray(lines.length, end), status: { flags: flagsOf(status + more), keywords: words(keywords) } };
}

/** Flags and keywords as header lines that mbox readers know. They stand first and are always three, so that they can be taken off exactly, and so can the end of line behind a message that has none of its own. */
export function statusLines({ flags, keywords, hasEnd }: Status & { hasEnd: boolean }): string {
  const letters = [flags & 2 ? "A" : "", flags & 4 ? "F" : "", flags & 16 ? "T" : "", hasEnd ? "" : noEnd].join("");
  return `Status: ${flags & 1 ? "RO" : "O"}\r\nX-Status: ${letters}\r\nX-Keywords: ${keywords.join(" ")}\r\n`;
}

/** Flags as mail programs keep them in the header: Status and X-Status, X-Mozilla-Status, X-Keywords; and when the message came. */
export function readStatus(raw: Buffer): Status & { date: Date | null; isDeleted: boolean } {
  const part = parseMessage(raw);
  const letters = `${part.raw("status") ?? ""}${part.raw("x-status") ?? ""}`;
  const mozilla = Number.parseInt(part.raw("x-mozilla-status") ?? "0", 16) || 0;
  const flags = flagsOf(letters) | (mozilla & 7);
  const keywords = words(`${part.raw("x-keywords") ?? ""} ${part.raw("x-mozilla-keys") ?? ""}`);
  const received = /;\s*([^;]+)$/.exec(part.unfolded("received") ?? "")?.[1];
  const date = parseDate(received ?? "") ?? parseDate(part.raw("date") ?? "");
  // Thunderbird leaves a message in its file until the folder is compacted.
  return { flags, keywords, date, isDeleted: (mozilla & mozillaExpunged) !== 0 };
}

function flagsOf(letters: string): number {
  const has = (letter: string, bit: number) => (letters.includes(letter) ? bit : 0);
  return has("R", 1) | has("A", 2) | has("F", 4) | has("T", 16);
}

function words(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => /^[!-z|}~]{1,100}$/.test(word))
    .slice(0, mostKeywords);
}

/** When a message was put into an mbox file: `Thu Nov 25 10:00:00 2026` as C's asctime writes it, in UTC, or any date of mail. */
export function separatorDate(from: string): Date | null {
  const found = parseDate(from.replace(/^From \S+\s*/, ""));
  if (found) return found;
  const match = /([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{2}:\d{2}(?::\d{2})?)\s+([A-Z+\d-]{1,6}\s+)?(\d{4})/.exec(from);
  return match ? parseDate(`${match[2]} ${match[1]} ${match[5]} ${match[3]} +0000`) : null;
}
