import type { Context } from "../context.ts";
import { forgetThreads } from "../documents/index.ts";
import { expungePlaces, mailboxByRole } from "../mail/index.ts";
import { resolveSettings } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";

const day = 86_400_000;
/** How long something can be brought back once the last mailbox let it go. */
const recoverDays = 30;
const finishedDays = 14;
/** A device that was away longer asks its person again before it sends. */
const sendKeyDays = 90;
/** A program that still asks with what was taken back is told from somebody who guesses. */
const refusedDays = 90;
/** A browser that was away longer is new again. */
const deviceDays = 400;
const noticeDays = 90;
const uploadDays = 2;
const undoHours = 1;
/** How long finished work can be looked at and taken back. */
const workDays = 1;
const blobGraceHours = 24;
/** What a hold kept stays for so long after its end. */
const holdDays = 30;

/** Removes what has had its time: undo steps, uploads, sessions, rate counts, answers and marks of filters, finished work, finished queue entries, deleted comments and messages, content without a user. */
export async function purge(ctx: Context): Promise<void> {
  const at = (ms: number) => new Date(ctx.clock.now().getTime() - ms);
  const run = (sql: string, before: Date) => ctx.db.pool.query(sql, [before]);
  await run('DELETE FROM "UndoStep" WHERE "createdAt" < $1', at((undoHours * day) / 24));
  await run(
    'DELETE FROM "Upload" WHERE "createdAt" < $1 AND "signatureId" IS NULL AND "templateId" IS NULL',
    at(uploadDays * day),
  );
  await run(`DELETE FROM "Token" WHERE "expiresAt" < $1 AND "kind" <> 'appPassword'`, at(0));
  await run(
    `DELETE FROM "Token" WHERE LEAST("expiresAt", "revokedAt") < $1 AND "kind" = 'appPassword'`,
    at(refusedDays * day),
  );
  await run('DELETE FROM "Notice" WHERE "createdAt" < $1', at(noticeDays * day));
  // What was put away is only kept to be brought back.
  await run('DELETE FROM "Notice" WHERE "clearedAt" < $1', at(day));
  await run('DELETE FROM "PushTold" WHERE "at" < $1', at(day));
  await run('DELETE FROM "PushMessage" WHERE "expiresAt" < $1', at(0));
  await run('DELETE FROM "KnownDevice" WHERE "lastSeenAt" < $1', at(deviceDays * day));
  await run('DELETE FROM "RateBucket" WHERE "updatedAt" < $1', at(day));
  await run('DELETE FROM "OutboundMessage" WHERE "finishedAt" < $1', at(finishedDays * day));
  await run('DELETE FROM "SendKey" WHERE "createdAt" < $1', at(sendKeyDays * day));
  // What was taken back is only kept for an undo of that.
  await run('DELETE FROM "OutboundMessage" WHERE "cancelledAt" < $1', at(day));
  for (const table of ["Identity", "Signature", "Template"])
    await run(`DELETE FROM "${table}" WHERE "deletedAt" < $1`, at(recoverDays * day));
  await run('DELETE FROM "ServiceNode" WHERE "heartbeatAt" < $1', at(day));
  await run('DELETE FROM "VacationSent" WHERE "expiresAt" < $1', at(0));
  await run('DELETE FROM "SieveDuplicate" WHERE "expiresAt" < $1', at(0));
  await run('DELETE FROM "LongWork" WHERE "finishedAt" < $1', at(workDays * day));
  await purgeComments(ctx, at(day));
  await purgeMessages(ctx, at(recoverDays * day));
  await purgeKept(ctx, at(holdDays * day));
  await ctx.blobs.collect({ references: inUse, before: at((blobGraceHours * day) / 24) });
}

const inUse = [
  'EXISTS (SELECT 1 FROM "Message" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "OutboundMessage" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "OutboundRecipient" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "Upload" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "KeptRow" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "NodeVersion" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "DocPicture" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "Preview" x WHERE x."blobHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "Room" x WHERE x."pictureHash" = b."hash")',
  'EXISTS (SELECT 1 FROM "ChatLinkPreview" x WHERE x."pictureHash" = b."hash")',
  `EXISTS (SELECT 1 FROM "Preview" x WHERE x."sourceHash" = b."hash" AND x."state" = 'waiting')`,
].join(" OR ");

async function purgeMessages(ctx: Context, before: Date): Promise<void> {
  await ctx.db.pool.query(
    `WITH gone AS (
       DELETE FROM "Message" m WHERE m."deletedAt" < $1 AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" p WHERE p."messageId" = m."id") RETURNING m."id"),
     drafts AS (DELETE FROM "Draft" d USING gone WHERE d."messageId" = gone."id")
     DELETE FROM "SearchDoc" s USING gone WHERE s."objectId" = gone."id"`,
    [before],
  );
  await ctx.db.pool.query(
    'DELETE FROM "ThreadState" s WHERE NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."spaceId" = s."spaceId" AND m."threadId" = s."threadId")',
  );
}

/** Threads `t` in which nothing is left, nor can be brought back; `$1` is until when what was deleted could. */
const isOver = `NOT EXISTS (SELECT 1 FROM "Comment" c WHERE c."threadId" = t."id" AND (c."deletedAt" IS NULL OR c."deletedAt" >= $1))`;

/** Removes comments that were deleted, and threads in which nothing is left. What they were about in a text is marked no more. */
async function purgeComments(ctx: Context, before: Date): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; threadIds: string[] }>(
    `SELECT t."nodeId" AS "id", array_agg(t."id") AS "threadIds" FROM "CommentThread" t JOIN "Document" d ON d."nodeId" = t."nodeId" AND d."kind" = 'text'
     WHERE t."anchor" IS NOT NULL AND EXISTS (SELECT 1 FROM "Comment" c WHERE c."threadId" = t."id" AND c."deletedAt" < $1) AND ${isOver}
     GROUP BY t."nodeId"`,
    [before],
  );
  for (const marked of rows) await forgetThreads(ctx, marked);
  await ctx.db.pool.query(
    `WITH gone AS (DELETE FROM "Comment" WHERE "deletedAt" < $1 RETURNING "threadId")
     DELETE FROM "CommentThread" t USING gone WHERE t."id" = gone."threadId" AND ${isOver}`,
    [before],
  );
}

/** Lets go what was kept for a hold that ended, and for retention whose time is over; nothing of an account that is held. */
async function purgeKept(ctx: Context, releasedBefore: Date): Promise<void> {
  await ctx.db.pool.query(
    `DELETE FROM "KeptRow" k WHERE (k."until" IS NULL OR k."until" < $1)
       AND NOT EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."spaceId" = k."spaceId"
         AND (h."releasedAt" IS NULL OR (h."releasedAt" >= $2 AND k."keptAt" <= h."releasedAt")))`,
    [ctx.clock.now(), releasedBefore],
  );
}

/** Expunges what has been in the trash longer than the account's setting says; 0 days keeps it. */
export async function emptyOldTrash(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string }>(
    `SELECT a."id", a."spaceId" FROM "Account" a JOIN "Mailbox" b ON b."spaceId" = a."spaceId" AND b."role" = 'trash' WHERE b."total" > 0`,
  );
  for (const { id, spaceId } of rows) {
    const days = Number((await resolveSettings(ctx, id))["mail.trashDays"].value);
    if (days > 0) await expungeSavedBefore(ctx, spaceId, new Date(ctx.clock.now().getTime() - days * day));
  }
}

async function expungeSavedBefore(ctx: Context, spaceId: string, before: Date): Promise<void> {
  const mailboxId = await mailboxByRole(ctx.db.pool, spaceId, "trash");
  const due = 'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "savedAt" < $2';
  const { rowCount } = await ctx.db.pool.query(`${due} LIMIT 1`, [mailboxId, before]);
  if (!rowCount) return;
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ uid: string }>(due, [mailboxId, before]);
    await expungePlaces(client, modseq, { mailboxId, uids: rows.map((row) => Number(row.uid)) });
  });
}
