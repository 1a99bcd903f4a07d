import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { addHeaders, headerDate, removeHeaders } from "@carbyne/mime";
import type pg from "pg";
import { accessOwnAccount, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace, outboundQueueSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { fileSentCopy, planSentCopy, type SentPlan } from "../filters/sent-copy.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { scheduledKeyword } from "../resume-scheduled.ts";
import { prepareMessage } from "../store-message.ts";
import { departure } from "./departure.ts";
import { markElsewhere, markOriginal } from "./mark-original.ts";
import { takeBack } from "./take-back.ts";

type Waiting = {
  id: string;
  messageId: string;
  replyToMessageId: string | null;
  forwardOfMessageId: string | null;
};

type Scheduled = Waiting & { copyHash: Buffer; blobHash: Buffer };

const tooLate = () => new Refusal("conflict", "undo-send-too-late");

/** Gives a message that waits another time; it gets a new copy, since its Date field is the time at which it leaves. */
export async function rescheduleMessage(
  ctx: Context,
  actor: Actor,
  { messageId, sendAt }: { messageId: string; sendAt: string },
): Promise<{ messageId: string; sendAt: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const { notBefore, isScheduled } = departure(ctx.clock.now(), { undoSeconds: 0, sendAt });
  const id = await depart(ctx, account, { messageId, at: notBefore, isNow: !isScheduled });
  return { messageId: id, sendAt: notBefore.toISOString() };
}

/** Sends a message that waits at once. */
export async function sendScheduledNow(
  ctx: Context,
  actor: Actor,
  { messageId }: { messageId: string },
): Promise<{ messageId: string }> {
  const account = await accessOwnAccount(ctx, actor);
  return { messageId: await depart(ctx, account, { messageId, at: ctx.clock.now(), isNow: true }) };
}

/** Takes a message that waits back to the drafts. */
export async function cancelScheduled(
  ctx: Context,
  actor: Actor,
  { messageId }: { messageId: string },
): Promise<{ draftId: string }> {
  const { spaceId, id } = await accessOwnAccount(ctx, actor);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = isId(messageId)
      ? await client.query<Waiting>(
          `DELETE FROM "OutboundMessage" WHERE "messageId" = $1 AND "accountId" = $2 AND "isScheduled" AND "cancelledAt" IS NULL
           RETURNING "id", "messageId", "replyToMessageId", "forwardOfMessageId"`,
          [messageId, id],
        )
      : { rows: [] };
    const [waiting] = rows;
    if (!waiting) throw tooLate();
    return takeBack(client, modseq, { ...waiting, spaceId, now: ctx.clock.now() });
  });
}

/** Replaces the copy and what will leave by the same with another Date, at another time or in the queue. */
async function depart(
  ctx: Context,
  account: OwnAccount,
  { messageId, at, isNow }: { messageId: string; at: Date; isNow: boolean },
): Promise<string> {
  const { spaceId } = account;
  const found = await accessScheduled(ctx, account, messageId);
  const redated = async (hash: Buffer) =>
    addHeaders(removeHeaders(await ctx.blobs.read(hash), ["date"]), [["Date", headerDate(at)]]);
  const copy = await prepareMessage(ctx, await redated(found.copyHash), { verdict: "local", internalDate: at });
  const sent = await redated(found.blobHash);
  const blob = await ctx.blobs.prepare(sent);
  const plan = isNow ? await planOfCopy(ctx, spaceId, messageId) : null;
  const personal: { id: string; blob: Awaited<ReturnType<Context["blobs"]["prepare"]>> }[] = [];
  for (const { id, blobHash } of await personalOf(ctx, found.id))
    personal.push({ id, blob: await ctx.blobs.prepare(await redated(blobHash)) });
  const stored = await changeSpace(ctx, spaceId, async (client, modseq) => {
    // Whoever is first, the job at its time or this, ends the wait of the other.
    const { rowCount } = await client.query(
      'UPDATE "OutboundMessage" SET "isScheduled" = false WHERE "id" = $1 AND "isScheduled" AND "cancelledAt" IS NULL',
      [found.id],
    );
    if (!rowCount) throw tooLate();
    const box = await mailboxByRole(client, spaceId, "scheduled");
    const uids = await uidsOf(client, box, messageId);
    if (uids.length === 0) throw tooLate();
    await expungePlaces(client, modseq, { mailboxId: box, uids });
    const mailboxId = isNow ? await mailboxByRole(client, spaceId, "sent") : box;
    const keywords = isNow ? [] : [scheduledKeyword];
    const next = await copy.store(client, { spaceId, modseq, mailboxId, flags: flag.seen, keywords });
    await fileSentCopy(ctx, client, { spaceId, modseq, messageId: next.messageId, plan });
    await blob.write(client);
    await client.query(
      'UPDATE "OutboundMessage" SET "messageId" = $2, "blobHash" = $3, "sizeBytes" = $4, "notBefore" = $5, "isScheduled" = $6 WHERE "id" = $1',
      [found.id, next.messageId, blob.hash, sent.length, at, !isNow],
    );
    for (const { id, blob: own } of personal) {
      await own.write(client);
      await client.query('UPDATE "OutboundRecipient" SET "blobHash" = $2 WHERE "id" = $1', [id, own.hash]);
    }
    await releaseRecipients(client, found.id, { at, state: isNow ? "queued" : "held" });
    if (isNow) await markOriginal(client, modseq, { spaceId, ...originalOf(found) });
    return next;
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  if (isNow)
    await markElsewhere(ctx, { kind: "user", accountId: account.id }, { ownSpaceId: spaceId, ...originalOf(found) });
  return stored.messageId;
}

/** What single recipients of a message are sent in place of it. */
async function personalOf(ctx: Context, outboundId: string): Promise<{ id: string; blobHash: Buffer }[]> {
  const { rows } = await ctx.db.pool.query<{ id: string; blobHash: Buffer }>(
    'SELECT "id", "blobHash" FROM "OutboundRecipient" WHERE "outboundId" = $1 AND "blobHash" IS NOT NULL',
    [outboundId],
  );
  return rows;
}

async function accessScheduled(ctx: Context, { id }: OwnAccount, messageId: string): Promise<Scheduled> {
  const { rows } = isId(messageId)
    ? await ctx.db.pool.query<Scheduled>(
        `SELECT o."id", o."messageId", o."replyToMessageId", o."forwardOfMessageId", m."blobHash" AS "copyHash", o."blobHash"
         FROM "OutboundMessage" o JOIN "Message" m ON m."id" = o."messageId"
         WHERE o."messageId" = $1 AND o."accountId" = $2 AND o."isScheduled" AND o."cancelledAt" IS NULL`,
        [messageId, id],
      )
    : { rows: [] };
  const [row] = rows;
  if (!row) throw tooLate();
  return row;
}

const mostAtOnce = 100;

/**
 * Sends what waits and whose time has come: each moves from Scheduled to Sent and into the queue in one change. Answers how many it sent. An account
 * that may not act sends nothing; its messages wait until it may.
 */
export async function releaseScheduled(ctx: Context): Promise<number> {
  const { rows } = await ctx.db.pool.query<Due>(
    `SELECT o."id", o."messageId", o."replyToMessageId", o."forwardOfMessageId", a."spaceId", a."id" AS "accountId" FROM ${waiting}
     WHERE ${isWaiting} AND o."notBefore" <= $1 ORDER BY o."notBefore" LIMIT ${mostAtOnce}`,
    [ctx.clock.now()],
  );
  let released = 0;
  for (const row of rows)
    try {
      if (await release(ctx, row)) released += 1;
    } catch (error) {
      ctx.log.error({ err: error, outboundId: row.id }, "scheduled message not released");
    }
  if (released > 0) ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  return released;
}

/** When the next message that waits is due, or null when none waits. */
export async function nextScheduled(ctx: Context): Promise<Date | null> {
  const { rows } = await ctx.db.pool.query<{ at: Date | null }>(
    `SELECT min(o."notBefore") AS "at" FROM ${waiting} WHERE ${isWaiting}`,
  );
  return rows[0]?.at ?? null;
}

const waiting = `"OutboundMessage" o JOIN "Account" a ON a."id" = o."accountId" JOIN "Domain" d ON d."id" = a."domainId"`;
const isWaiting = `o."isScheduled" AND o."cancelledAt" IS NULL AND a."state" = 'active' AND d."state" = 'active'`;

type Due = Waiting & { spaceId: string; accountId: string };

async function release(ctx: Context, { spaceId, accountId, ...row }: Due): Promise<boolean> {
  const plan = await planOfCopy(ctx, spaceId, row.messageId);
  const isReleased = await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      'UPDATE "OutboundMessage" SET "isScheduled" = false WHERE "id" = $1 AND "messageId" = $2 AND "isScheduled" AND "cancelledAt" IS NULL AND "notBefore" <= $3',
      [row.id, row.messageId, ctx.clock.now()],
    );
    if (!rowCount) return false;
    const fromMailboxId = await mailboxByRole(client, spaceId, "scheduled");
    const toMailboxId = await mailboxByRole(client, spaceId, "sent");
    const uids = await uidsOf(client, fromMailboxId, row.messageId);
    if (uids.length === 0) throw new Error(`message ${row.messageId} is scheduled and not in Scheduled`);
    await movePlaces(client, modseq, { fromMailboxId, uids, toMailboxId });
    await fileSentCopy(ctx, client, { spaceId, modseq, messageId: row.messageId, plan });
    await releaseRecipients(client, row.id, { at: ctx.clock.now(), state: "queued" });
    await markOriginal(client, modseq, { spaceId, ...originalOf(row) });
    return true;
  });
  // With the rights of now: a share may have ended since it was written.
  if (isReleased) await markElsewhere(ctx, { kind: "user", accountId }, { ownSpaceId: spaceId, ...originalOf(row) });
  return isReleased;
}

/** What filters want with the copy of a message that leaves now. */
async function planOfCopy(ctx: Context, spaceId: string, messageId: string): Promise<SentPlan | null> {
  const { rows } = await ctx.db.pool.query<{ blobHash: Buffer; from: string; to: string }>(
    `SELECT m."blobHash", o."reversePath" AS "from", coalesce((SELECT min("address") FROM "OutboundRecipient" WHERE "outboundId" = o."id"), '') AS "to"
     FROM "Message" m JOIN "OutboundMessage" o ON o."messageId" = m."id" WHERE m."id" = $1`,
    [messageId],
  );
  const [row] = rows;
  return row ? planSentCopy(ctx, { ...row, spaceId, raw: await ctx.blobs.read(row.blobHash) }) : null;
}

function originalOf({ replyToMessageId, forwardOfMessageId }: Waiting) {
  return { inReplyToMessageId: replyToMessageId, forwardOfMessageId };
}

async function releaseRecipients(
  client: pg.PoolClient,
  outboundId: string,
  { at, state }: { at: Date; state: "queued" | "held" },
): Promise<void> {
  await client.query(
    `UPDATE "OutboundRecipient" SET "state" = $2::"OutboundState", "nextAttemptAt" = $3 WHERE "outboundId" = $1 AND "state" = 'held'`,
    [outboundId, state, at],
  );
}

async function uidsOf(client: pg.PoolClient, mailboxId: string, messageId: string): Promise<number[]> {
  const { rows } = await client.query<{ uid: string }>(
    'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "messageId" = $2',
    [mailboxId, messageId],
  );
  return rows.map((row) => Number(row.uid));
}
