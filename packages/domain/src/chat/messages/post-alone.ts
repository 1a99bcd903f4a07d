import { newId } from "@carbyne/kernel";
import type { TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { roomFeed } from "../live/feed.ts";
import { type Message, messageJson } from "./message-json.ts";
import type { Mentions } from "./read-mentions.ts";

/** A message of somebody with an account that answers nothing and brings nothing along. */
export type Plain = Mentions & {
  readonly key: string;
  readonly kind: "text" | "poll" | "voice";
  readonly text: string;
  /** JSON. */
  readonly detail: string;
};

/** unique_violation, since the key is known; and what `transaction` runs again: serialization_failure and deadlock_detected. All of them undo the statement. */
const longWay = new Set<unknown>(["23505", "40001", "40P01"]);

/**
 * Posts a plain message in one statement, which is its own commit, instead of five, and hands it to those who listen in this process without reading it
 * again. Null when nothing was said and the long way is to find out why, or that it was said already; whoever was taken out of the room just now has then
 * taken a modseq for nothing.
 */
export async function postAlone(
  ctx: Context,
  room: TalkAccess,
  { key, kind, text, ids, addresses, detail }: Plain,
): Promise<{ modseq: bigint; result: Message } | null> {
  const { rows } = await ctx.db.pool
    .query<{ message: Message }>({
      name: "post-alone",
      text: aloneSql,
      values: [room.id, room.personId, key, newId(), ctx.clock.now(), kind, text, ids, addresses, detail],
    })
    .catch((error: unknown) => {
      if (error instanceof Error && "code" in error && longWay.has(error.code)) return { rows: [] };
      throw error;
    });
  const message = rows[0]?.message;
  if (!message) return null;
  const modseq = BigInt(message.modseq);
  roomFeed(ctx).hand(room.id, { at: modseq, messages: [message] });
  return { modseq, result: message };
}

/**
 * The space first, as in every change of it. What the statement saw before it got that lock may be over by then: whether the person is still in the room
 * and the room still open is asked of rows that are locked or changed, which PostgreSQL reads again when they are newer (EvalPlanQual).
 */
const aloneSql = `WITH space AS (UPDATE "Space" SET "modseq" = "modseq" + 1 WHERE "id" = $1 RETURNING "modseq"),
  member AS (SELECT x."accountId" FROM space JOIN "RoomMember" x ON x."spaceId" = $1 AND x."accountId" = $2 AND x."leftAt" IS NULL FOR NO KEY UPDATE OF x),
  room AS (UPDATE "Room" r SET "lastNumber" = r."lastNumber" + 1, "lastAt" = $5 FROM member WHERE r."spaceId" = $1 AND r."archivedAt" IS NULL
    RETURNING r."lastNumber" AS "number"),
  posted AS (INSERT INTO "ChatMessage" ("id", "spaceId", "number", "modseq", "kind", "authorKind", "authorId", "key", "text", "mentions", "addresses", "detail", "at")
    SELECT $4::uuid, $1, room."number", space."modseq", $6::"ChatKind", 'account', $2, $3, $7, $8, $9::"ChatAddresses", $10::jsonb, $5 FROM room, space RETURNING *),
  reader AS (UPDATE "RoomMember" x SET "readNumber" = greatest(x."readNumber", posted."number"), "deliveredNumber" = greatest(x."deliveredNumber", posted."number")
    FROM posted WHERE x."spaceId" = $1 AND x."accountId" = $2)
  SELECT ${messageJson} AS "message" FROM posted m`;
