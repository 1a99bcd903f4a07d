import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type ConversationPage, conversationRowsOf } from "../mail/index.ts";
import { compileQuery, namesPlace } from "./compile.ts";
import { parseQuery } from "./query.ts";

export type SearchInput = {
  readonly text: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

type Found = { threadId: string; date: Date };

/** The actor's conversations that have a message which meets the search, the one with the newest such message first. */
export async function searchConversations(ctx: Context, actor: Actor, input: SearchInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId, zone } = account;
  const query = parseQuery(input.text);
  const limit = input.limit ?? 50;
  const at = input.cursor === undefined ? null : readCursor(input.cursor);
  const values: unknown[] = [spaceId, at?.date ?? null, at?.threadId ?? null, limit];
  const value = (one: unknown) => `$${values.push(one)}`;
  const where = query ? compileQuery(query, { value, zone, now: ctx.clock.now() }) : "false";
  const places = query && namesPlace(query) ? "true" : `b."role" IS NULL OR b."role" NOT IN ('trash', 'junk')`;
  const { rows } = await ctx.db.pool.query<Found>(
    `SELECT m."threadId", max(m."internalDate") AS "date" FROM "Message" m
     WHERE m."spaceId" = $1 AND m."deletedAt" IS NULL AND ${where} AND EXISTS (
       SELECT 1 FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId" WHERE p."messageId" = m."id" AND (${places}))
     GROUP BY m."threadId" HAVING $2::timestamptz IS NULL OR (max(m."internalDate"), m."threadId") < ($2, $3::uuid)
     ORDER BY "date" DESC, m."threadId" DESC LIMIT $4`,
    values,
  );
  const last = rows.at(-1);
  return {
    ...(await conversationRowsOf(ctx, { spaceId, accountId: account.id, threadIds: rows.map((row) => row.threadId) })),
    nextCursor: last && rows.length === limit ? `${last.date.getTime()}.${last.threadId}` : null,
  };
}

function readCursor(cursor: string): Found {
  const [time = "", threadId = ""] = cursor.split(".");
  if (!/^\d{1,15}$/.test(time) || !isId(threadId)) throw new Refusal("invalid", "cursor-invalid");
  return { date: new Date(Number(time)), threadId };
}
