import { createHash } from "node:crypto";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import type pg from "pg";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessSaid } from "../messages/access-said.ts";
import { refuseAnnouncement } from "../messages/send-message.ts";
import { postEvent } from "../rooms/post-event.ts";

type Leaving = { accountId: string | null; roomId: string | null; messageId: string | null; blobHash: Buffer };

/**
 * Says in the chat that a mail which was written from there leaves, once, before the first attempt: until then it could be taken back. Where its
 * writer may say nothing any more the mail goes without it.
 */
export async function linkSent(ctx: Context, { outboundId }: { outboundId: string }): Promise<void> {
  const { rows } = await ctx.db.pool.query<Leaving>(
    `SELECT "accountId", "chatRoomId" AS "roomId", "chatMessageId" AS "messageId", "blobHash" FROM "OutboundMessage" WHERE "id" = $1`,
    [outboundId],
  );
  const leaving = rows[0];
  if (!leaving?.accountId || !leaving.roomId) return;
  const { accountId, messageId, roomId } = leaving;
  const claim = async (client: pg.ClientBase | pg.Pool) => {
    const { rowCount } = await client.query(
      'UPDATE "OutboundMessage" SET "chatRoomId" = NULL, "chatMessageId" = NULL WHERE "id" = $1 AND "chatRoomId" IS NOT NULL',
      [outboundId],
    );
    return rowCount === 1;
  };
  const raw = await ctx.blobs.read(leaving.blobHash);
  const { messageId: mailId } = summarize(raw, parseMessage(raw));
  if (mailId === null || !(await maySay(ctx, { kind: "user", accountId }, { roomId, messageId }))) {
    await claim(ctx.db.pool);
    return;
  }
  await changeSpace(ctx, roomId, async (client, modseq) => {
    if (!(await claim(client))) return;
    const at = ctx.clock.now();
    const id = messageId ?? (await postEvent(client, { what: "mailed", by: accountId }, { roomId, modseq, at }));
    await keepMailLink(client, { messageId: id, kind: "sent", mailId, accountId, modseq, at });
  });
}

async function maySay(
  ctx: Context,
  actor: Actor,
  { roomId, messageId }: { roomId: string; messageId: string | null },
): Promise<boolean> {
  try {
    if (messageId !== null) return (await accessSaid(ctx, actor, messageId, "write")).room.id === roomId;
    refuseAnnouncement(await accessRoom(ctx, actor, roomId, "write"), {});
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

type Link = {
  readonly messageId: string;
  readonly kind: "sent" | "discussed";
  /** The Message-ID of the mail, with its angle brackets. */
  readonly mailId: string;
  readonly accountId: string;
  readonly modseq: bigint;
  readonly at: Date;
};

/** What a mail is found by, in the chat and among threads of mail. */
export function hashOf(mailId: string): Buffer {
  return createHash("sha256").update(mailId).digest();
}

/** Binds a mail to a message of the chat, which changes by it. */
export async function keepMailLink(client: pg.ClientBase, link: Link): Promise<void> {
  const { messageId, kind, mailId, accountId, modseq, at } = link;
  await client.query(
    `WITH kept AS (INSERT INTO "ChatMailLink" ("id", "messageId", "kind", "mailHash", "accountId", "at") VALUES ($1, $2, $3::"ChatMailKind", $4, $5, $6)
       ON CONFLICT ("messageId", "mailHash") DO NOTHING)
     UPDATE "ChatMessage" SET "modseq" = $7 WHERE "id" = $2`,
    [newId(), messageId, kind, hashOf(mailId), accountId, at, modseq],
  );
}
