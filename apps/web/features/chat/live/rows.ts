import type { Message } from "../api.ts";
import { authorName } from "../names.ts";
import type { Outgoing } from "./outbox.ts";

/** A row of what is shown: what stands before all, a day, where the unread begins, a message, or one that is on its way. */
export type Row =
  | { kind: "beginning"; key: string }
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string; count: number }
  | {
      kind: "message";
      key: string;
      message: Message;
      /** Stands under the one before it, of the same person within five minutes. */
      isMore: boolean;
    }
  | { kind: "outgoing"; key: string; outgoing: Outgoing; isMore: boolean };

const togetherMs = 5 * 60_000;

export interface Unread {
  after: number;
  count: number;
}

interface Given {
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  me: string;
  /** After this number the unread begins, and so much it was when the room was opened; null shows no line. */
  unread: Unread | null;
  /** Whether more was said before. */
  hasEarlier: boolean;
  /** A name of the day that a moment is in, in the person's zone. */
  dayOf: (at: string) => string;
}

/** The rows of a stretch, with what is on its way at its end. */
export function rowsOf({ messages, outgoing, me, unread, hasEarlier, dayOf }: Given): Row[] {
  const isEmpty = !hasEarlier && messages.every((one) => one.kind === "event");
  const rows: Row[] = isEmpty ? [{ kind: "beginning", key: "beginning" }] : [];
  let day = "";
  let before: Said | null = null;
  const isNew = (one: Message) => unread !== null && one.number > unread.after && isSaidByOthers(one, me);
  // Where what comes before it is not loaded, the first of it is not known.
  const first = isUnreadIn(messages, { unread, hasEarlier }) ? messages.find(isNew) : undefined;
  const startDay = (at: string) => {
    const next = dayOf(at);
    if (next === day) return;
    day = next;
    before = null;
    // A clock that was put back may bring a day again.
    const again = rows.filter((row) => row.kind === "day" && row.key.startsWith(`day ${next}`)).length;
    rows.push({ kind: "day", key: again === 0 ? `day ${next}` : `day ${next} ${again}`, at });
  };
  for (const message of messages) {
    startDay(message.at);
    if (message === first) {
      rows.push({ kind: "unread", key: "unread", count: Math.max(unread?.count ?? 0, messages.filter(isNew).length) });
      before = null;
    }
    const at = Date.parse(message.at);
    const isMore =
      isTogether(before, saidBy(message, at)) &&
      message.replyTo === null &&
      message.pinnedAt === null &&
      message.kind !== "event";
    rows.push({ kind: "message", key: message.id, message, isMore });
    before = message.kind === "event" || message.isDeleted ? null : saidBy(message, at);
  }
  const known = new Set(messages.map((message) => message.key));
  for (const one of outgoing) {
    if (known.has(one.key)) continue;
    startDay(one.at);
    const said: Said = { authorId: me, name: null, at: Date.parse(one.at) };
    rows.push({
      kind: "outgoing",
      key: one.key,
      outgoing: one,
      isMore: isTogether(before, said) && one.replyToId === null,
    });
    before = said;
  }
  return rows;
}

/** Whether the first of what is unread is among these, if it is to be shown here at all. */
export function isUnreadIn(
  messages: readonly Message[],
  { unread, hasEarlier }: Pick<Given, "unread" | "hasEarlier">,
): boolean {
  return unread !== null && (!hasEarlier || (messages[0]?.number ?? 0) <= unread.after + 1);
}

interface Said {
  authorId: string | null;
  /** Of a program, which may go by several. */
  name: string | null;
  at: number;
}

function saidBy(message: Message, at: number): Said {
  return { authorId: message.authorId, name: authorName(message, () => null), at };
}

function isTogether(before: Said | null, said: Said): boolean {
  return (
    before !== null &&
    before.authorId === said.authorId &&
    before.name === said.name &&
    said.at - before.at < togetherMs
  );
}

function isSaidByOthers(message: Message, me: string): boolean {
  return message.kind !== "event" && message.authorId !== me && !message.isDeleted;
}
