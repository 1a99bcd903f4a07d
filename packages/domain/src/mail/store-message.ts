import { newId } from "@carbyne/kernel";
import {
  baseSubject,
  bodyStructureWire,
  envelopeWire,
  parseMessage,
  sentDay,
  type Summary,
  summarize,
} from "@carbyne/mime";
import type pg from "pg";
import type { Context } from "../context.ts";
import { findThread } from "./find-thread.ts";
import { type ListOrder, type Place, placeMessage } from "./place-message.ts";
import { arrive } from "./threads/arrive.ts";
import { keepTags } from "./tags/keep-tags.ts";
import { marksOf, sortKey } from "./sort-keys.ts";

export type Verdict = "verified" | "unverified" | "failed" | "local";

/** Among so many the account is looked for: whoever stands further down was not meant in person. */
const mostRecipients = 200;

export type Stored = {
  readonly messageId: string;
  readonly mailboxId: string;
  readonly uid: number;
  readonly threadId: string;
};

/** Computes all that can be known of a message before any lock is taken; `store` then writes it in a transaction of the locked space. */
export async function prepareMessage(
  ctx: Context,
  raw: Buffer,
  { verdict, internalDate }: { verdict: Verdict; internalDate?: Date | undefined },
) {
  const part = parseMessage(raw);
  const summary = summarize(raw, part);
  const date = internalDate ?? ctx.clock.now();
  const blob = await ctx.blobs.prepare(raw);
  const order = orderOf(summary, raw.length);
  const content = {
    blobHash: blob.hash,
    sizeBytes: raw.length,
    verdict,
    sentDay: sentDay(part.raw("date") ?? ""),
    ...columnsOf(summary),
    envelope: envelopeWire(part),
    body: bodyStructureWire(part, { extended: false }),
    bodyStructure: bodyStructureWire(part, { extended: true }),
  };

  return {
    part,
    summary,
    async store(client: pg.PoolClient, place: Place): Promise<Stored> {
      const id = newId();
      await blob.write(client);
      const { spaceId, modseq } = place;
      const keywords = await keepTags(client, modseq, { spaceId, keywords: place.keywords, mayAdd: true });
      const { threadId, state } = await findThread(client, spaceId, summary, date);
      const tagged = { ...place, keywords };
      const target = state && place.isArrival ? await arrive(client, tagged, { threadId, state, summary }) : tagged;
      const placed = await placeMessage(client, target, { id, threadId, date, order, content });
      return { messageId: id, threadId, ...placed };
    },
  };
}

/** What lists sort and filter by. */
function orderOf(summary: Summary, sizeBytes: number): ListOrder {
  const [author] = summary.from;
  return {
    marks: marksOf(summary),
    sizeBytes,
    attachmentBytes: summary.attachmentBytes,
    senderKey: sortKey(author ? author.name.trim() || author.address : ""),
    subjectKey: sortKey(baseSubject(summary.subject).base),
    recipients: [...summary.to, ...summary.cc].map(({ address }) => address.toLowerCase()).slice(0, mostRecipients),
  };
}

/** A message with all that is known of it, ready to be stored in any number of spaces. */
export type PreparedMessage = Awaited<ReturnType<typeof prepareMessage>>;

function columnsOf(summary: Summary) {
  const { from, to, cc, bcc, replyTo } = summary;
  const people = JSON.stringify({ from, to, cc, bcc, replyTo }, (_key, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  );
  // An index entry has a limit of some 2,700 bytes.
  const base = storable(baseSubject(summary.subject).base).slice(0, 500);
  return {
    sentAt: summary.date,
    messageId: summary.messageId ? storable(summary.messageId) : null,
    subject: storable(summary.subject),
    baseSubject: base,
    people,
    snippet: storable(summary.snippet),
    hasAttachments: summary.hasAttachments,
  };
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; mail does. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}
