import { flagNames, type Flags, recentBit } from "../types.ts";
import { encodeUtf7 } from "./mailbox-name.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A quoted string; the caller knows that there are no controls in it. Beyond ASCII it is UTF-8, RFC 9051 §4.3. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** A value as a quoted string, or as a literal when it has what quotes can not hold. */
export function textString(text: string): string {
  if (/^[\x20-\x7e\t]*$/.test(text)) return quote(text);
  const clean = text.replaceAll("\0", "");
  return `{${Buffer.byteLength(clean)}}\r\n${clean}`;
}

/** A mailbox name: UTF-8 for clients that enabled it, else modified UTF-7. RFC 9051 §5.1 and Appendix A.1. */
export function mailboxName(name: string, isUtf8: boolean): string {
  return quote(isUtf8 ? name : encodeUtf7(name));
}

/** FLAGS as a parenthesised list. */
export function flagList({ flags, keywords }: Flags): string {
  const system = systemFlags[flags & 63] ?? "";
  if (keywords.length === 0) return `(${system})`;
  return system === "" ? `(${keywords.join(" ")})` : `(${system} ${keywords.join(" ")})`;
}

// All sets of system flags, since most messages of a FETCH have no keywords.
const systemFlags = Array.from({ length: 64 }, (_, bits) =>
  [...flagNames, [recentBit, "\\Recent"] as const]
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, name]) => name)
    .join(" "),
);

/** A date-time of RFC 9051 §9, in UTC. */
export function dateTime(date: Date): string {
  const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
  const day = `${date.getUTCDate()}`.padStart(2, " ");
  const year = `${date.getUTCFullYear()}`.padStart(4, "0");
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `"${day}-${months[date.getUTCMonth()]}-${year} ${time} +0000"`;
}

/** Text of a response: one line, no controls, never empty (resp-text, RFC 9051 §9). */
export function responseText(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ").trim();
  return line === "" ? "done" : line;
}
