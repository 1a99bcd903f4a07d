import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { addNotice } from "../../notices/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import type { Message } from "../messages/message-json.ts";
import { readable } from "../messages/readable.ts";
import { type NewMessage, sendMessage } from "../messages/send-message.ts";
import { accessScheduled } from "./schedule.ts";

const atOnce = 50;
/** A process that dies between two steps is missed for so long. */
const leaseMs = 60_000;
const mostLetters = 160;

type Claimed = Pick<NewMessage, "roomId" | "text" | "isAlsoInRoom" | "attachments"> & {
  readonly id: string;
  readonly accountId: string;
  readonly spaceId: string;
  readonly replyToId: string | null;
  readonly threadId: string | null;
};

const claimed = `"id", "accountId", "spaceId", "roomId", "text", "replyToId", "threadId", "isAlsoInRoom", "attachments"`;

/**
 * Says what was to be said by now. Each is claimed first, so that nobody changes it meanwhile, and said under a name made of its id: whoever takes it up
 * after a fall says it under the same name, which is said once. Answers whether there may be more.
 */
export async function sendDue(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Claimed>({
    name: "claim-scheduled",
    text: `UPDATE "ChatSchedule" SET "claimedAt" = $1 WHERE "id" IN (
             SELECT c."id" FROM "ChatSchedule" c JOIN "Account" a ON a."id" = c."accountId" AND a."state" = 'active'
             WHERE c."sendAt" <= $1 AND c."refusedAt" IS NULL AND (c."claimedAt" IS NULL OR c."claimedAt" <= $2)
             ORDER BY c."sendAt" LIMIT ${atOnce} FOR UPDATE OF c SKIP LOCKED) RETURNING ${claimed}`,
    values: [now, new Date(now.getTime() - leaseMs)],
  });
  for (const one of rows) {
    try {
      await say(ctx, { kind: "user", accountId: one.accountId }, one);
    } catch (error) {
      if (error instanceof Refusal) await refuse(ctx, one, error.reason);
      // One that cannot be said now does not hold up the others; it is tried again when its lease is over.
      else ctx.log.error({ err: error, scheduleId: one.id }, "scheduled message not sent");
    }
  }
  return rows.length === atOnce;
}

/** Says at once what was to be said later. */
export async function sendScheduledNow(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Message> {
  const own = await accessOwnAccount(ctx, actor);
  await accessScheduled(ctx, own, id);
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Claimed>(
    `UPDATE "ChatSchedule" SET "claimedAt" = $3 WHERE "id" = $1 AND "accountId" = $2 AND ("claimedAt" IS NULL OR "claimedAt" <= $4) RETURNING ${claimed}`,
    [id, own.id, now, new Date(now.getTime() - leaseMs)],
  );
  const [one] = rows;
  if (!one) throw new Refusal("conflict", "schedule-sending");
  try {
    return await say(ctx, actor, one);
  } catch (error) {
    // Who asked is told; it waits as it did.
    if (error instanceof Refusal)
      await ctx.db.pool.query('UPDATE "ChatSchedule" SET "claimedAt" = NULL WHERE "id" = $1', [id]);
    throw error;
  }
}

async function say(ctx: Context, actor: Actor, one: Claimed): Promise<Message> {
  const { id, spaceId, roomId, text, replyToId, threadId, isAlsoInRoom, attachments } = one;
  const message = await sendMessage(ctx, actor, {
    roomId,
    key: `later-${id}`,
    text,
    isAlsoInRoom,
    attachments,
    replyToId: replyToId ?? undefined,
    threadId: threadId ?? undefined,
  });
  await changeSpace(ctx, spaceId, (client) => client.query('DELETE FROM "ChatSchedule" WHERE "id" = $1', [id]));
  return message;
}

async function refuse(ctx: Context, one: Claimed, reason: string): Promise<void> {
  const { id, spaceId, roomId } = one;
  const now = ctx.clock.now();
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      'UPDATE "ChatSchedule" SET "refusedAt" = $2, "refusal" = $3, "claimedAt" = NULL, "modseq" = $4 WHERE "id" = $1 AND "refusedAt" IS NULL',
      [id, now, reason, modseq],
    );
    if (!rowCount) return;
    const text = (await readable(client, one.text)).slice(0, mostLetters).toWellFormed();
    await addNotice(client, { spaceId, kind: "chat-not-sent", params: { text }, link: `/chat/${roomId}` }, now);
  });
}
