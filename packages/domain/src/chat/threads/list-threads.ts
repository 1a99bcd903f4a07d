import { type Actor, isId } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Message, messageJson } from "../messages/message-json.ts";
import { memberOf, visibleTo } from "../rooms/visible.ts";

export type ThreadLine = {
  /** The message that it began with. */
  readonly message: Message;
  readonly roomName: string;
  /** Whether the actor said so; null where they have a part in it anyway. */
  readonly isFollowed: boolean | null;
  readonly readNumber: number;
  /** Answers of others that were not read, up to 100. */
  readonly unread: number;
  readonly lastReplyAt: string;
};

const pageSize = 30;
const mostCounted = 100;

/** The threads that the actor began, answered in, was spoken to in or follows, and did not stop to follow; the latest answer first. */
export async function listThreads(
  ctx: Context,
  actor: Actor,
  { before }: { before?: { readonly at: string; readonly id: string } | undefined } = {},
): Promise<{ threads: ThreadLine[]; hasMore: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const from = before && isId(before.id) ? before : null;
  const { rows } = await ctx.db.pool.query<ThreadLine>({
    name: "list-threads",
    text: `WITH mine AS (SELECT "spaceId" FROM "RoomMember" WHERE "accountId" = $1 AND "leftAt" IS NULL),
        part AS (
          SELECT coalesce(t."threadId", t."id") AS "id" FROM mine JOIN "ChatMessage" t ON t."spaceId" = mine."spaceId" AND t."authorId" = $1
            WHERE t."threadId" IS NOT NULL OR t."replyCount" > 0
          UNION SELECT coalesce(t."threadId", t."id") FROM "ChatMessage" t JOIN mine ON mine."spaceId" = t."spaceId"
            WHERE t."mentions" @> ARRAY[$1::uuid] AND t."mentions" <> '{}' AND (t."threadId" IS NOT NULL OR t."replyCount" > 0)
          UNION SELECT "threadId" FROM "ThreadSeat" WHERE "accountId" = $1 AND "isFollowed")
      SELECT ${messageJson} AS "message", r."name" AS "roomName", f."isFollowed", n."readNumber", to_json(m."lastReplyAt") AS "lastReplyAt",
        (SELECT count(*)::int FROM (SELECT 1 FROM "ChatMessage" u WHERE u."threadId" = m."id" AND u."deletedAt" IS NULL AND u."authorId" IS DISTINCT FROM $1
          AND u."number" > greatest(n."readNumber", x."fromNumber", coalesce(s."clearedNumber", 0)) LIMIT ${mostCounted}) c) AS "unread"
      FROM part JOIN "ChatMessage" m ON m."id" = part."id" ${memberOf("$1")} JOIN "Room" r ON r."spaceId" = m."spaceId"
      LEFT JOIN "ThreadSeat" f ON f."accountId" = $1 AND f."threadId" = m."id",
      LATERAL (SELECT greatest(coalesce(f."readNumber", 0), coalesce((SELECT max(y."number") FROM "ChatMessage" y WHERE y."threadId" = m."id" AND y."authorId" = $1), 0)) AS "readNumber") n
      WHERE ${visibleTo} AND m."replyCount" > 0 AND f."isFollowed" IS NOT FALSE AND ($2::timestamptz IS NULL OR (m."lastReplyAt", m."id") < ($2, $3::uuid))
      ORDER BY m."lastReplyAt" DESC, m."id" DESC LIMIT ${pageSize + 1}`,
    values: [own.id, from?.at ?? null, from?.id ?? null],
  });
  return { threads: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
}

/** What speaks to the actor in their rooms, by name or to all, the latest first; `before` is the message after which to go on. */
export async function listMentions(
  ctx: Context,
  actor: Actor,
  { before }: { before?: string | undefined } = {},
): Promise<{ mentions: { message: Message; roomName: string }[]; hasMore: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ message: Message; roomName: string }>({
    name: "list-mentions",
    text: `WITH mine AS (SELECT "spaceId" FROM "RoomMember" WHERE "accountId" = $1 AND "leftAt" IS NULL),
        spoken AS (SELECT t."id" FROM "ChatMessage" t JOIN mine ON mine."spaceId" = t."spaceId" WHERE t."mentions" @> ARRAY[$1::uuid] AND t."mentions" <> '{}'
          UNION SELECT t."id" FROM mine JOIN "ChatMessage" t ON t."spaceId" = mine."spaceId" WHERE t."addresses" <> 'named')
      SELECT ${messageJson} AS "message", r."name" AS "roomName" FROM spoken JOIN "ChatMessage" m ON m."id" = spoken."id" ${memberOf("$1")}
      JOIN "Room" r ON r."spaceId" = m."spaceId" WHERE ${visibleTo} AND m."authorId" IS DISTINCT FROM $1 AND ($2::uuid IS NULL OR m."id" < $2)
      ORDER BY m."id" DESC LIMIT ${pageSize + 1}`,
    values: [own.id, before !== undefined && isId(before) ? before : null],
  });
  return { mentions: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
}
