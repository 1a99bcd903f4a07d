import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessSaid } from "../messages/access-said.ts";
import { type Message, messageJson } from "../messages/message-json.ts";
import { readText } from "../messages/read-text.ts";
import { memberOf, visibleTo } from "../rooms/visible.ts";

export type Bookmark = {
  readonly message: Message;
  readonly roomName: string;
  readonly note: string;
  /** ISO 8601: when one wants to be reminded, and was. */
  readonly remindAt: string | null;
  readonly remindedAt: string | null;
  readonly createdAt: string;
};

export type BookmarkChange = {
  readonly messageId: string;
  readonly note?: string | undefined;
  /** ISO 8601; null for no reminder. */
  readonly remindAt?: string | null | undefined;
};

const mostNote = 1000;
const mostKept = 5000;
const pageSize = 50;

/** Saves a message for later, with a note and a time at which to be reminded, or changes those. */
export async function saveBookmark(ctx: Context, actor: Actor, change: BookmarkChange): Promise<void> {
  const said = await accessSaid(ctx, actor, change.messageId, "read");
  const note = change.note === undefined ? null : readText(change.note);
  if (note !== null && note.length > mostNote) throw new Refusal("too-large", "note-long", { most: mostNote });
  const remindAt = change.remindAt ? new Date(change.remindAt) : null;
  const now = ctx.clock.now();
  if (remindAt && remindAt <= now) throw new Refusal("invalid", "remind-time-past");
  const { accountId, ownSpaceId } = said.room;
  await changeSpace(ctx, ownSpaceId, async (client, modseq) => {
    await client.query(
      `INSERT INTO "ChatBookmark" ("accountId", "messageId", "spaceId", "modseq", "note", "remindAt", "createdAt") VALUES ($1, $2, $3, $4, coalesce($5, ''), $6, $7)
       ON CONFLICT ("accountId", "messageId") DO UPDATE SET "modseq" = $4, "note" = coalesce($5, "ChatBookmark"."note"),
         "remindAt" = CASE WHEN $8 THEN $6::timestamptz ELSE "ChatBookmark"."remindAt" END, "remindedAt" = CASE WHEN $8 THEN NULL ELSE "ChatBookmark"."remindedAt" END`,
      [accountId, said.id, ownSpaceId, modseq, note, remindAt, now, change.remindAt !== undefined],
    );
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS "count" FROM "ChatBookmark" WHERE "accountId" = $1',
      [accountId],
    );
    if ((rows[0]?.count ?? 0) > mostKept) throw new Refusal("too-many", "bookmarks-most", { most: mostKept });
  });
}

/** Saves a message no longer, and forgets to remind of it. */
export async function removeBookmark(ctx: Context, actor: Actor, { messageId }: { messageId: string }): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, own.spaceId, async (client) => {
    const { rowCount } = isId(messageId)
      ? await client.query('DELETE FROM "ChatBookmark" WHERE "accountId" = $1 AND "messageId" = $2', [
          own.id,
          messageId,
        ])
      : { rowCount: 0 };
    if (!rowCount) throw new Refusal("not-found", "bookmark-unknown");
  });
}

/** What the actor saved and can still see, the latest first; what was taken back is left out. */
export async function listBookmarks(
  ctx: Context,
  actor: Actor,
  { offset = 0 }: { offset?: number | undefined } = {},
): Promise<{ bookmarks: Bookmark[]; hasMore: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Bookmark>({
    name: "list-bookmarks",
    text: `SELECT ${messageJson} AS "message", r."name" AS "roomName", b."note", to_json(b."remindAt") AS "remindAt", to_json(b."remindedAt") AS "remindedAt",
             to_json(b."createdAt") AS "createdAt"
           FROM "ChatBookmark" b JOIN "ChatMessage" m ON m."id" = b."messageId" ${memberOf("$1")} JOIN "Room" r ON r."spaceId" = m."spaceId"
           WHERE b."accountId" = $1 AND ${visibleTo} ORDER BY b."createdAt" DESC, b."messageId" DESC OFFSET $2 LIMIT ${pageSize + 1}`,
    values: [own.id, offset],
  });
  return { bookmarks: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
}
