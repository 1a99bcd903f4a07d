import {
  type Address,
  decodeBytes,
  decodeWords,
  sentDay,
  parseAddresses,
  parseMessage,
  partText,
  type Part,
} from "@carbyne/mime";
import { dayOf } from "../wire/dates.ts";
import type { DeepQuery } from "./match.ts";
import type { Day } from "./query.ts";

/** What a search may ask of one message. */
export interface Searchable {
  readonly raw: Buffer;
  readonly internalDate: Date;
  readonly savedAt: Date;
  readonly emailId: string;
  readonly threadId: string;
}

/** Answers the search keys that need the message itself; parses it once, when first needed. For backends without an index. */
export function messageMatcher(message: Searchable, now: Date): (query: DeepQuery) => boolean {
  let parsed: Part | undefined;
  const root = (): Part => (parsed ??= parseMessage(message.raw));
  return (query) => {
    switch (query.kind) {
      case "header":
        return headerContains(root(), query.name, query.text);
      case "body":
        return bodyContains(message.raw, root(), fold(query.text));
      case "text":
        return textContains(message.raw, root(), fold(query.text));
      case "date":
        return compareDays(query.is, dayIn(query.of, message, root), query.day);
      case "larger":
        return message.raw.length > query.sizeBytes;
      case "smaller":
        return message.raw.length < query.sizeBytes;
      case "older":
        return ageSeconds(message, now) >= query.seconds;
      case "younger":
        return ageSeconds(message, now) <= query.seconds;
      case "email-id":
        return message.emailId === query.id;
      case "thread-id":
        return message.threadId === query.id;
    }
  };
}

/** Folds case and compatibility forms, a superset of i;unicode-casemap (RFC 5051). */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function headerContains(root: Part, name: string, text: string): boolean {
  const wanted = fold(text);
  const values = root.all(name);
  if (addressFields.has(name)) values.push(...values.flatMap((value) => parseAddresses(value)).map(formatted));
  if (wanted === "") return values.length > 0 || root.headers.some((header) => header.key === name);
  return values.some((value) => fold(value).includes(wanted) || fold(decodeWords(value)).includes(wanted));
}

const addressFields = new Set(["from", "to", "cc", "bcc", "sender", "reply-to"]);

/** An address without the comments and spaces that it may be written with. */
function formatted({ name, address }: Address): string {
  return `${name} <${address}>`;
}

function bodyContains(raw: Buffer, part: Part, wanted: string): boolean {
  if (part.children.length > 0) return part.children.some((child) => bodyContains(raw, child, wanted));
  if (part.message) return textContains(raw, part.message, wanted);
  // The pieces of message/partial and the like are text as well.
  return (part.type === "text" || part.type === "message") && fold(partText(raw, part)).includes(wanted);
}

function textContains(raw: Buffer, message: Part, wanted: string): boolean {
  const bytes = (message.source ?? raw).subarray(message.headerStart, message.bodyStart);
  const header = decodeBytes(bytes, "utf-8").replace(/\r?\n(?=[ \t])/g, "");
  if (fold(header).includes(wanted) || fold(decodeWords(header)).includes(wanted)) return true;
  return bodyContains(raw, message, wanted) || partHeadersContain(raw, message, wanted);
}

/** MIME headers of parts count as header text, such as the names of attachments. */
function partHeadersContain(raw: Buffer, part: Part, wanted: string): boolean {
  return part.children.some((child) => {
    const bytes = (child.source ?? raw).subarray(child.headerStart, child.bodyStart);
    return fold(decodeWords(decodeBytes(bytes, "utf-8"))).includes(wanted) || partHeadersContain(raw, child, wanted);
  });
}

function dayIn(of: "internal" | "sent" | "saved", message: Searchable, root: () => Part): Day | null {
  if (of === "internal") return dayOf(message.internalDate);
  if (of === "saved") return dayOf(message.savedAt);
  return sentDay(root().raw("date") ?? "");
}

function compareDays(is: "before" | "on" | "since", day: Day | null, wanted: Day): boolean {
  if (day === null) return false;
  if (is === "on") return day === wanted;
  return is === "before" ? day < wanted : day >= wanted;
}

function ageSeconds({ internalDate }: Searchable, now: Date): number {
  return (now.getTime() - internalDate.getTime()) / 1000;
}
