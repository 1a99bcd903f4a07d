import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type { TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { keepLinks, linksToShow } from "../links/keep-links.ts";
import { settingsIn } from "../rooms/settings-in.ts";
import { accessTalkSaid, type Said } from "./access-said.ts";
import type { Message } from "./message-json.ts";
import { readMentions } from "./read-mentions.ts";
import { readText } from "./read-text.ts";
import { readMessage } from "./send-message.ts";

const minute = 60_000;

/** Changes what one said oneself, within the time that the settings allow. What it said before is kept and can be read. */
export async function editMessage(ctx: Context, actor: Actor, input: { id: string; text: string }): Promise<Message> {
  const said = await accessTalkSaid(ctx, actor, input.id, "write");
  // What was passed on are somebody else's words.
  if (!said.isMine || (said.kind !== "text" && said.kind !== "voice") || "forwarded" in said.detail)
    throw new Refusal("forbidden", "message-not-own");
  await refuseLate(ctx, said, "chat.editMinutes");
  const text = readText(input.text);
  const { ids, addresses } = readMentions(text);
  const links = await linksToShow(ctx, said.room, text);
  return changeSpace(ctx, said.room.id, async (client, modseq) => {
    const { rows } = await client.query<{ text: string; since: Date; files: number; isDeleted: boolean }>(
      `SELECT m."text", coalesce(m."editedAt", m."at") AS "since", m."deletedAt" IS NOT NULL AS "isDeleted",
         (SELECT count(*)::int FROM "ChatAttachment" f WHERE f."messageId" = m."id") AS "files" FROM "ChatMessage" m WHERE m."id" = $1`,
      [said.id],
    );
    const before = rows[0];
    if (!before || before.isDeleted) throw new Refusal("not-found", "message-unknown");
    if (text === "" && before.files === 0) throw new Refusal("invalid", "chat-empty");
    if (before.text !== text) {
      await client.query('INSERT INTO "ChatEdit" ("id", "messageId", "text", "at") VALUES ($1, $2, $3, $4)', [
        newId(),
        said.id,
        before.text,
        before.since,
      ]);
      await client.query(
        `UPDATE "ChatMessage" SET "text" = $2, "mentions" = $3, "addresses" = $4::"ChatAddresses", "editedAt" = $5, "modseq" = $6 WHERE "id" = $1`,
        [said.id, text, ids, addresses, ctx.clock.now(), modseq],
      );
      await keepLinks(client, { messageId: said.id, links, at: ctx.clock.now() });
    }
    return readMessage(client, said.id);
  });
}

/** What a message said before it was changed, the earliest first. */
export async function listEdits(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ text: string; at: Date }[]> {
  const said = await accessTalkSaid(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<{ text: string; at: Date }>(
    'SELECT "text", "at" FROM "ChatEdit" WHERE "messageId" = $1 ORDER BY "at", "id"',
    [said.id],
  );
  return rows;
}

/** Takes back a message for everybody: one's own within the time that the settings allow, moderators any. Its words, files and reactions go. */
export async function deleteMessage(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const said = await accessTalkSaid(ctx, actor, id, "write");
  const keepsOrder = said.room.kind !== "direct" && said.room.role !== "member";
  if (said.kind === "event" || !(said.isMine || keepsOrder)) throw new Refusal("forbidden", "message-not-own");
  if (!keepsOrder) await refuseLate(ctx, said, "chat.deleteMinutes");
  const now = ctx.clock.now();
  await changeSpace(ctx, said.room.id, async (client, modseq) => {
    const { rowCount } = await client.query(
      `UPDATE "ChatMessage" SET "text" = '', "detail" = '{}', "mentions" = '{}', "addresses" = 'named', "pinnedAt" = NULL, "pinnedById" = NULL,
         "deletedAt" = $2, "deletedById" = $3, "modseq" = $4 WHERE "id" = $1 AND "deletedAt" IS NULL`,
      [said.id, now, said.room.personId, modseq],
    );
    if (rowCount === 0) return;
    for (const table of ["ChatEdit", "ChatReaction", "ChatVote", "ChatLink"])
      await client.query(`DELETE FROM "${table}" WHERE "messageId" = $1`, [said.id]);
    // The files themselves go the way of all files: to the trash of the room, whence nobody takes them, and then for good.
    await client.query(
      `UPDATE "Node" n SET "deletedAt" = $2, "purgedAt" = $2, "modseq" = $3 FROM "ChatAttachment" f WHERE f."messageId" = $1 AND n."id" = f."nodeId"
       AND NOT EXISTS (SELECT 1 FROM "ChatAttachment" o JOIN "ChatMessage" m ON m."id" = o."messageId" WHERE o."nodeId" = n."id" AND m."deletedAt" IS NULL)`,
      [said.id, now, modseq],
    );
    if (said.threadId)
      await client.query(
        'UPDATE "ChatMessage" SET "replyCount" = greatest("replyCount" - 1, 0), "modseq" = $2 WHERE "id" = $1',
        [said.threadId, modseq],
      );
  });
}

async function refuseLate(
  ctx: Context,
  said: Said<TalkAccess>,
  key: "chat.editMinutes" | "chat.deleteMinutes",
): Promise<void> {
  const minutes = Number((await settingsIn(ctx, said.room))[key].value);
  if (minutes < 0) return;
  if (ctx.clock.now().getTime() - said.at.getTime() > minutes * minute)
    throw new Refusal("forbidden", "message-too-old", { minutes });
}
