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
import { placeMessage } from "./place-message.ts";

export type Verdict = "verified" | "unverified" | "failed" | "local";

export type Stored = {
  readonly messageId: string;
  readonly mailboxId: string;
  readonly uid: number;
  readonly threadId: string;
};

export type StoreTarget = {
  readonly spaceId: string;
  readonly modseq: bigint;
  readonly mailboxId: string;
  readonly flags: number;
  readonly keywords: readonly string[];
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
  const columns = [...columnsOf(summary), sentDay(part.raw("date") ?? "")];
  const wire = [
    envelopeWire(part),
    bodyStructureWire(part, { extended: false }),
    bodyStructureWire(part, { extended: true }),
  ];
  const content = await ctx.blobs.prepare(raw);

  return {
    summary,
    async store(client: pg.PoolClient, target: StoreTarget): Promise<Stored> {
      const messageId = newId();
      await content.write(client);
      const threadId = await findThread(client, target.spaceId, summary, date);
      await client.query({
        name: "insert-message",
        text: `INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "verdict", "sentAt", "messageId", "subject",
                 "baseSubject", "people", "snippet", "hasAttachments", "sentDay", "envelope", "body", "bodyStructure")
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
        values: [messageId, target.spaceId, threadId, content.hash, raw.length, date, verdict, ...columns, ...wire],
      });
      const uid = await placeMessage(client, { ...target, messageId, threadId, date });
      return { messageId, mailboxId: target.mailboxId, uid, threadId };
    },
  };
}

function columnsOf(summary: Summary): unknown[] {
  const { from, to, cc, bcc, replyTo } = summary;
  const people = JSON.stringify({ from, to, cc, bcc, replyTo }, (_key, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  );
  // An index entry has a limit of some 2,700 bytes.
  const base = storable(baseSubject(summary.subject).base).slice(0, 500);
  const messageId = summary.messageId ? storable(summary.messageId) : null;
  return [
    summary.date,
    messageId,
    storable(summary.subject),
    base,
    people,
    storable(summary.snippet),
    summary.hasAttachments,
  ];
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; mail does. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}
