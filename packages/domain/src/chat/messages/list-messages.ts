import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { noteGiven } from "../live/delivered.ts";
import { type Message, messageJson, messagesFor } from "./message-json.ts";

export type Stretch = {
  /** In order, the earliest first. */
  readonly messages: readonly Message[];
  /** Whether there is more on either side. */
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  /** What the client knows of these messages: changes after it are still to come. */
  readonly modseq: string;
};

export type Wanted = {
  readonly roomId: string;
  /** The thread of a message, with that message first; else what stands in the room itself. */
  readonly threadId?: string | undefined;
  /** Before this number, after it, or on both sides of it (it included); without one, the latest. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  /** On both sides of the first message that was said at this time or later. */
  readonly at?: string | undefined;
  readonly limit?: number | undefined;
};

const usual = 50;
const most = 100;

/** A stretch of what was said in a room or in a thread. */
export async function listMessages(ctx: Context, actor: Actor, wanted: Wanted): Promise<Stretch> {
  const room = await accessTalk(ctx, actor, wanted.roomId, "read");
  const threadId = wanted.threadId ?? null;
  if (threadId !== null && !isId(threadId)) throw new Refusal("not-found", "message-unknown");
  const limit = Math.min(Math.max(wanted.limit ?? usual, 1), most);
  // Read before the messages: what changes meanwhile is told again, never missed.
  const { rows } = await ctx.db.pool.query<{ modseq: string; around: number | null }>({
    name: "chat-stretch-start",
    text: `SELECT "modseq"::text, CASE WHEN $2::timestamptz IS NOT NULL THEN coalesce((SELECT min(m."number") FROM "ChatMessage" m
             WHERE m."spaceId" = $1 AND m."at" >= $2), 2147483647) END AS "around" FROM "Space" WHERE "id" = $1`,
    values: [room.id, wanted.at ?? null],
  });
  const around = wanted.around ?? rows[0]?.around ?? undefined;
  const side = async (direction: "before" | "after", number: number, count: number): Promise<Message[]> => {
    if (count === 0) return [];
    const isBefore = direction === "before";
    const found = await ctx.db.pool.query<{ message: Message }>({
      name: `chat-stretch-${direction}-${threadId ? "thread" : "room"}`,
      text: `SELECT ${messageJson} AS "message" FROM "ChatMessage" m WHERE m."spaceId" = $1 AND m."number" > $2 AND m."number" ${isBefore ? "<" : ">"} $3
             AND ${threadId ? '(m."threadId" = $5 OR m."id" = $5)' : '(m."threadId" IS NULL OR m."isAlsoInRoom") AND $5::uuid IS NULL'}
             ORDER BY m."number" ${isBefore ? "DESC" : ""} LIMIT $4`,
      values: [room.id, room.hiddenUpTo, number, count + 1, threadId],
    });
    return messagesFor(
      room,
      found.rows.map((row) => row.message),
    );
  };
  const end = 2_147_483_647;
  const [low, high] = around === undefined ? [wanted.before ?? end, wanted.after ?? 0] : [around, around - 1];
  const isForwards = wanted.after !== undefined;
  const half = around === undefined ? limit : Math.ceil(limit / 2);
  const earlier = isForwards ? [] : await side("before", low, half);
  const later = around === undefined && !isForwards ? [] : await side("after", high, half);
  const messages = [...earlier.slice(0, half).reverse(), ...later.slice(0, half)];
  if (room.personKind === "account") noteGiven(ctx, { roomId: room.id, accountId: room.personId }, messages);
  return {
    messages,
    hasEarlier: isForwards ? true : earlier.length > half,
    hasLater: around === undefined && !isForwards ? wanted.before !== undefined : later.length > half,
    modseq: rows[0]?.modseq ?? "0",
  };
}
