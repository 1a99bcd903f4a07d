import { newId, Refusal } from "@carbyne/kernel";
import { baseSubject, bodyStructureWire, envelopeWire, parseMessage, summarize } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { changeSpaces } from "../spaces/index.ts";
import { findThread } from "./find-thread.ts";
import { placeMessage } from "./place-message.ts";

export type Verdict = "verified" | "unverified" | "failed" | "local";

export type Delivery = {
  /** All of them get the message, or none. */
  readonly spaceIds: readonly string[];
  readonly raw: Buffer;
  readonly role?: "inbox" | "sent" | "drafts" | "archive" | "trash" | "junk";
  readonly verdict: Verdict;
  /** The bit set of MailboxMessage. */
  readonly flags?: number;
  readonly internalDate?: Date;
};

export type Delivered = {
  readonly spaceId: string;
  readonly messageId: string;
  readonly mailboxId: string;
  readonly uid: number;
  readonly threadId: string;
};

/**
 * Stores a message once a space and gives it a UID in the space's mailbox of that role. When this returns, bytes and rows are durable; when it throws, nothing is
 * there. Everything that can be computed is computed before the space's lock is taken.
 */
export async function deliverMessage(ctx: Context, delivery: Delivery): Promise<Delivered[]> {
  const { raw } = delivery;
  const part = parseMessage(raw);
  const summary = summarize(raw, part);
  const envelope = envelopeWire(part);
  const body = bodyStructureWire(part, { extended: false });
  const bodyStructure = bodyStructureWire(part, { extended: true });
  const people = JSON.stringify({
    from: summary.from,
    to: summary.to,
    cc: summary.cc,
    bcc: summary.bcc,
    replyTo: summary.replyTo,
  });
  const internalDate = delivery.internalDate ?? ctx.clock.now();
  const content = await ctx.blobs.prepare(raw);

  return changeSpaces(ctx, delivery.spaceIds, async (client, spaceId, modseq) => {
    const messageId = newId();
    await content.write(client);
    const threadId = await findThread(client, spaceId, summary, internalDate);
    await client.query({
      name: "insert-message",
      text: `INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "sentAt", "messageId", "subject", "baseSubject",
               "people", "snippet", "hasAttachments", "verdict", "envelope", "body", "bodyStructure")
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      values: [
        messageId,
        spaceId,
        threadId,
        content.hash,
        raw.length,
        internalDate,
        summary.date,
        summary.messageId ? storable(summary.messageId) : null,
        storable(summary.subject),
        // An index entry has a limit of some 2,700 bytes.
        storable(baseSubject(summary.subject).base).slice(0, 500),
        people.replaceAll("\\u0000", "\\ufffd"),
        storable(summary.snippet),
        summary.hasAttachments,
        delivery.verdict,
        envelope,
        body,
        bodyStructure,
      ],
    });
    const { rows } = await client.query<{ id: string }>(
      'SELECT "id" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = $2::"MailboxRole"',
      [spaceId, delivery.role ?? "inbox"],
    );
    const mailbox = rows[0];
    if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
    const uid = await placeMessage(client, {
      mailboxId: mailbox.id,
      messageId,
      spaceId,
      threadId,
      date: internalDate,
      modseq,
      flags: delivery.flags ?? 0,
    });
    return { spaceId, messageId, mailboxId: mailbox.id, uid, threadId };
  });
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; mail does. */
function storable(text: string): string {
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}
