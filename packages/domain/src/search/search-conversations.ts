import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { parseQuery } from "@carbyne/query";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type ConversationPage, conversationRowsOf, ownAddresses } from "../mail/index.ts";
import { compileQuery, namesPlace } from "./compile.ts";
import { asideOf, placesOf } from "./places.ts";

export type SearchInput = {
  readonly text: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

type Found = { threadId: string; date: Date };

/** The actor's conversations that have a message which meets the search, the one with the newest such message first. */
export async function searchConversations(ctx: Context, actor: Actor, input: SearchInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const { id: accountId, spaceId, zone } = account;
  const query = parseQuery(input.text);
  const limit = input.limit ?? 50;
  const at = input.cursor === undefined ? null : readCursor(input.cursor);
  if (!query)
    return {
      ...(await conversationRowsOf(ctx, { spaceId, visible: null, accountId, threadIds: [] })),
      nextCursor: null,
    };

  const [places, own] = await Promise.all([placesOf(ctx, spaceId), ownAddresses(ctx, accountId)]);
  const values: unknown[] = [spaceId, at?.date ?? null, at?.threadId ?? null, limit];
  const value = (one: unknown) => `$${values.push(one)}`;
  const where = compileQuery(query, { value, zone, places, own, now: ctx.clock.now() });
  const shown = namesPlace(query) ? "true" : `p."mailboxId" <> ALL(${value(asideOf(places))}::uuid[])`;
  const { rows } = await ctx.db.pool.query<Found>(
    `SELECT p."threadId", max(p."date") AS "date" FROM "MailboxMessage" p WHERE p."spaceId" = $1 AND ${shown} AND ${where}
     GROUP BY p."threadId" HAVING $2::timestamptz IS NULL OR (max(p."date"), p."threadId") < ($2, $3::uuid)
     ORDER BY "date" DESC, p."threadId" DESC LIMIT $4`,
    values,
  );
  const last = rows.at(-1);
  return {
    ...(await conversationRowsOf(ctx, {
      spaceId,
      visible: null,
      accountId,
      threadIds: rows.map((row) => row.threadId),
    })),
    nextCursor: last && rows.length === limit ? `${last.date.getTime()}.${last.threadId}` : null,
  };
}

function readCursor(cursor: string): Found {
  const [time = "", threadId = ""] = cursor.split(".");
  if (!/^\d{1,15}$/.test(time) || !isId(threadId)) throw new Refusal("invalid", "cursor-invalid");
  return { date: new Date(Number(time)), threadId };
}
