import { createHash } from "node:crypto";
import { fill, wordsOf } from "../words/index.ts";
import { mostPlainBytes } from "./encrypt.ts";

/** What a browser is told; `apps/web/public/worker/push.js` shows it. The words are in it, because the worker has none. */
export type Payload = {
  readonly title: string;
  readonly body: string;
  /** One with the same tag takes the place of one that is shown. */
  readonly tag: string;
  readonly href: string;
  readonly isSilent: boolean;
  readonly lang: string;
  /** Unread messages of the inbox, for the icon of the application. */
  readonly unread: number | null;
  readonly acts?: { readonly conversationId: string; readonly archive: string; readonly read: string };
};

/** A message that has come in. */
export type Arrival = {
  readonly id: string;
  readonly threadId: string;
  /** Null outside of the inbox. */
  readonly mailboxId: string | null;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly snippet: string;
};

export type Told = {
  readonly payload: Payload;
  readonly topic: string;
  readonly messageIds: readonly string[];
  /** Where in the chat it was said: once that is read there is nothing to tell. */
  readonly room?: { readonly id: string; readonly number: number };
};

type Manner = {
  readonly locale: string;
  readonly isSilent: boolean;
  readonly hasPreview: boolean;
  readonly unread: number;
};

/** So many are told one by one; more are told together. */
const mostSingle = 3;
const mostNames = 4;

/** What is told of messages that came in, the newest first. */
export function tell(arrivals: readonly Arrival[], manner: Manner): Told[] {
  const threads = [...Map.groupBy(arrivals, (one) => one.threadId).values()];
  if (threads.length > mostSingle) return [tellMany(arrivals, manner)];
  return threads.flatMap((messages) => tellOne(messages, manner));
}

function tellOne(messages: readonly Arrival[], { locale, isSilent, hasPreview, unread }: Manner): Told[] {
  const [newest] = messages;
  if (!newest) return [];
  const words = wordsOf(locale);
  const sender = newest.name.trim() || newest.address;
  const subject = newest.subject.trim() || words.noSubject;
  const payload = {
    title: hasPreview ? cut(sender, 100) : words.pushOne,
    body: hasPreview ? [cut(subject, 200), cut(newest.snippet.trim(), 300)].filter(Boolean).join("\n") : "",
    tag: `mail-${newest.threadId}`,
    href: `/mail/${newest.mailboxId ?? "inbox"}/${newest.threadId}`,
    isSilent,
    lang: locale,
    unread,
    acts: { conversationId: newest.threadId, archive: words.pushArchive, read: words.pushRead },
  };
  return [{ payload, topic: topicOf(newest.threadId), messageIds: messages.map(({ id }) => id) }];
}

function tellMany(arrivals: readonly Arrival[], { locale, isSilent, hasPreview, unread }: Manner): Told {
  const words = wordsOf(locale);
  const names = [...new Set(arrivals.map(({ name, address }) => cut(name.trim() || address, 60)))];
  const shown = names.slice(0, mostNames).join(", ");
  const payload = {
    title: fill(words.pushMany, { count: arrivals.length.toLocaleString(locale) }),
    body: hasPreview ? (names.length > mostNames ? `${shown}, …` : shown) : "",
    tag: "mail-many",
    href: "/mail/inbox",
    isSilent,
    lang: locale,
    unread,
  };
  return { payload, topic: topicOf("many"), messageIds: arrivals.map(({ id }) => id) };
}

/** What was said in a room of the chat. */
export type Said = {
  /** Who said it; empty where the title says so. */
  readonly name: string;
  readonly text: string;
  readonly number: number;
};

/** So many lines of a room are told at most, the latest. */
const mostLines = 3;

/** What is told of a room, the latest last. It takes the place of what was told of the same room before. */
export function tellRoom(
  { id, title, said }: { id: string; title: string; said: readonly Said[] },
  { locale, isSilent, hasPreview }: Omit<Manner, "unread">,
): Told {
  const lines = said
    .slice(-mostLines)
    .map(({ name, text }) => (name === "" ? cut(text, 200) : `${cut(name, 60)}: ${cut(text, 200)}`));
  const payload = {
    title: hasPreview ? cut(title, 100) : wordsOf(locale).pushChat,
    body: hasPreview ? lines.join("\n") : "",
    tag: `chat-${id}`,
    href: `/chat/${id}`,
    isSilent,
    lang: locale,
    unread: null,
  };
  return { payload, topic: topicOf(`chat-${id}`), messageIds: [], room: { id, number: said.at(-1)?.number ?? 0 } };
}

/** The trial that a person asks for. */
export function trial(locale: string, isSilent: boolean): Payload {
  const { pushTestTitle: title, pushTestText: body } = wordsOf(locale);
  return { title, body, tag: "trial", href: "/settings/notifications", isSilent, lang: locale, unread: null };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half a character is none.
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** At most 32 characters of base64url, RFC 8030 §5.4; it tells the push service nothing. */
export function topicOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 32);
}

/** The payload as it is sent, never more than a push service takes: the text gives way. */
export function payloadText(payload: Payload): string {
  const text = JSON.stringify(payload);
  const over = Buffer.byteLength(text) - mostPlainBytes;
  if (over <= 0) return text;
  return JSON.stringify({ ...payload, body: "", title: cut(payload.title, 60) });
}
