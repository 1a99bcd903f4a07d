import type { Status } from "../status.ts";

/** What our archives say of a message beside it, in the comment of its entry: flags as letters, the time it came, keywords. */
export type Note = Status & { readonly date: Date };

const form = /^carbyne ([SRFD]{0,4})@(\d{1,15})((?: [!-z|}~]{1,100}){0,100})$/;
const letters = [
  ["S", 1],
  ["R", 2],
  ["F", 4],
  ["D", 16],
] as const;

/** Writes a note. */
export function writeNote({ flags, keywords, date }: Status & { date: Date }): string {
  const marks = letters.flatMap(([letter, bit]) => (flags & bit ? letter : [])).join("");
  return [`carbyne ${marks}@${date.getTime()}`, ...keywords].join(" ");
}

/** Reads a note; undefined when a comment is none. */
export function readNote(comment: string): Note | undefined {
  const match = form.exec(comment);
  if (!match) return undefined;
  const [, marks = "", ms = "0", words = ""] = match;
  const flags = letters.reduce((bits, [letter, bit]) => (marks.includes(letter) ? bits | bit : bits), 0);
  return { flags, keywords: words.split(" ").filter((word) => word !== ""), date: new Date(Number(ms)) };
}
