import { type Address, parseAddresses } from "./address.ts";
import { parseDate } from "./date.ts";
import { decodeWords } from "./encoded-word.ts";
import type { Part } from "./part.ts";
import { snippetOf } from "./snippet.ts";
import { isEmbedded, readStructure } from "./structure.ts";

/** What lists, threads and rules need to know of a message. Names and subject are decoded text. */
export interface Summary {
  subject: string;
  from: Address[];
  /** Empty when the message names none: it is not filled from `from`. */
  sender: Address[];
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  date: Date | null;
  /** With its angle brackets, as all message ids here. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** About 200 characters of the text, quoted text left out. */
  snippet: string;
  hasAttachments: boolean;
  /** About how many bytes the attachments have once decoded. */
  attachmentBytes: number;
  /** The identifier of RFC 2919 without brackets. */
  listId: string | null;
  /** The mailto and web addresses of RFC 2369 §3.2, in order of preference. */
  listUnsubscribe: string[];
  /** One-click unsubscribing of RFC 8058 is offered. */
  listUnsubscribePost: boolean;
  /** Keyword of RFC 3834 §5 in lower case; null when absent, `no` means sent by a person. */
  autoSubmitted: string | null;
  /** Such as `bulk` or `list`, in lower case. */
  precedence: string | null;
  isSpamFlagged: boolean;
  /** Every Authentication-Results field, RFC 8601, topmost first. */
  authenticationResults: string[];
  importance: "high" | "normal" | "low";
}

/** Reads the summary of a message. */
export function summarize(raw: Buffer, root: Part): Summary {
  const reading = readStructure(root);
  const attached = reading.attachments.filter((located) => !isEmbedded(located));
  return {
    subject: cleanText(root.text("subject") ?? ""),
    from: firstAddresses(root, "from"),
    sender: firstAddresses(root, "sender"),
    replyTo: firstAddresses(root, "reply-to"),
    to: allAddresses(root, "to"),
    cc: allAddresses(root, "cc"),
    bcc: allAddresses(root, "bcc"),
    date: parseDate(root.raw("date") ?? ""),
    messageId: messageIds(root.raw("message-id"))[0] ?? null,
    inReplyTo: messageIds(root.raw("in-reply-to")),
    references: messageIds(root.all("references").join(" ")),
    snippet: snippetOf(raw, reading),
    hasAttachments: attached.length > 0,
    attachmentBytes: attached.reduce((sum, { part }) => sum + decodedBytes(part), 0),
    ...listFields(root),
    autoSubmitted: keyword(root, "auto-submitted"),
    precedence: keyword(root, "precedence"),
    // Scanners write the field on clean mail too: only a yes is a yes.
    isSpamFlagged: /^(?:yes|true)\b/i.test(root.raw("x-spam-flag") ?? ""),
    authenticationResults: root.all("authentication-results"),
    importance: importanceOf(root),
  };
}

/** Four characters of base64 carry three octets, and each line of 76 has two more for its break: RFC 2045 §6.8. */
function decodedBytes(part: Part): number {
  return part.encoding === "base64" ? Math.floor((part.sizeBytes * 76 * 3) / (78 * 4)) : part.sizeBytes;
}

/** Originator fields may occur once, RFC 5322 §3.6; the first is the one that people are shown. */
function firstAddresses(part: Part, key: string): Address[] {
  const value = part.unfolded(key);
  return value === null ? [] : parseAddresses(value);
}

function allAddresses(part: Part, key: string): Address[] {
  return part.all(key).flatMap(parseAddresses);
}

function cleanText(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

const longestId = 998;
const mostIds = 200;

/** Message ids with their brackets, RFC 5322 §3.6.4, each once; bare ids count when no bracketed one is there. */
function messageIds(value: string | null): string[] {
  if (value === null) return [];
  const bracketed = value.match(/<[^<>]{1,998}>/g)?.map((id) => id.replace(/\s+/g, "")) ?? [];
  const found =
    bracketed.length > 0
      ? bracketed
      : value
          .split(/[\s,;]+/)
          .filter((word) => word.includes("@") && word.length < longestId && !/[<>]/.test(word))
          .map((id) => `<${id}>`);
  const ids = [...new Set(found)];
  // The first names the conversation and the last ones its recent turns: the middle is what may go.
  return ids.length <= mostIds ? ids : [...ids.slice(0, 1), ...ids.slice(1 - mostIds)];
}

function listFields(root: Part): Pick<Summary, "listId" | "listUnsubscribe" | "listUnsubscribePost"> {
  const listId = root.unfolded("list-id");
  const addresses = root.all("list-unsubscribe").join(", ");
  const urls = [...addresses.matchAll(/<\s*((?:mailto|https?):[^<>]{1,4000})>/gi)].map((match) =>
    (match[1] ?? "").replace(/\s+/g, ""),
  );
  return {
    listId: listId === null ? null : (/<([^<>]{1,255})>\s*$/.exec(listId)?.[1] ?? decodeWords(listId)).trim() || null,
    listUnsubscribe: urls,
    listUnsubscribePost: /^list-unsubscribe=one-click$/i.test(root.raw("list-unsubscribe-post") ?? ""),
  };
}

/** The leading keyword of a field, parameters and comments left out. */
function keyword(root: Part, key: string): string | null {
  return /^[a-z-]+/i.exec(root.raw(key) ?? "")?.[0].toLowerCase() ?? null;
}

/** Importance (RFC 2156 §5.3.4) and the fields that mail clients made up before and after it. */
function importanceOf(root: Part): Summary["importance"] {
  const word = (root.raw("importance") ?? root.raw("x-msmail-priority") ?? "").toLowerCase();
  if (word === "high" || word === "low" || word === "normal") return word;
  const level = /^[1-5]/.exec(root.raw("x-priority") ?? "")?.[0];
  if (level) return level < "3" ? "high" : level > "3" ? "low" : "normal";
  const priority = (root.raw("priority") ?? "").toLowerCase();
  return priority === "urgent" ? "high" : priority === "non-urgent" ? "low" : "normal";
}
