import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { parseQuery, type Query } from "@carbyne/query";
import { accessOwnAccount, type OwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type ConversationPage, conversationRowsOf, ownAddresses } from "../mail/index.ts";
import { compileQuery, namesPlace } from "./compile.ts";
import { type Find, type Found, newestOfThreads } from "./newest-of-threads.ts";
import { asideOf, placesOf } from "./places.ts";
import { searchSql, type Stand } from "./search-sql.ts";

export type SearchInput = {
  readonly text: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

/** The actor's conversations that have a message which meets the search, the one with the newest such message first. */
export async function searchConversations(ctx: Context, actor: Actor, input: SearchInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const { id: accountId, spaceId } = account;
  const query = parseQuery(input.text);
  const limit = input.limit ?? 50;
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rowsOf = (threadIds: readonly string[]) =>
    conversationRowsOf(ctx, { spaceId, visible: null, accountId, threadIds });
  if (!query) return { ...(await rowsOf([])), nextCursor: null };

  const found = await newestOfThreads(await sourcesOf(ctx, account, query), { limit, cursor });
  const last = found.at(-1);
  return {
    ...(await rowsOf(found.map((one) => one.threadId))),
    nextCursor: last && found.length === limit ? `${last.at.getTime()}.${last.id}` : null,
  };
}

const mostCounted = 100;

/** How many unread conversations a search finds, as far as anybody counts. */
export async function countFound(
  ctx: Context,
  actor: Actor,
  { text }: { text: string },
): Promise<{ unread: number; isMore: boolean }> {
  const account = await accessOwnAccount(ctx, actor);
  const asked = parseQuery(text);
  if (!asked) return { unread: 0, isMore: false };
  const query: Query = { kind: "and", of: [asked, { kind: "operator", name: "is", value: "unread" }] };
  const found = await newestOfThreads(await sourcesOf(ctx, account, query), {
    limit: mostCounted + 1,
    cursor: undefined,
  });
  return { unread: Math.min(found.length, mostCounted), isMore: found.length > mostCounted };
}

/** Where a search looks: in what is indexed, and in what came in just now. */
async function sourcesOf(ctx: Context, { id, spaceId, zone }: OwnAccount, query: Query): Promise<Find[]> {
  const [places, own] = await Promise.all([placesOf(ctx, spaceId), ownAddresses(ctx, id)]);
  return [true, false].map((isIndexed) => async (stretch) => {
    const values: unknown[] = [spaceId];
    const value = (one: unknown) => `$${values.push(one)}`;
    const where = compileQuery(query, { value, zone, places, own, now: ctx.clock.now(), isIndexed });
    const shown = namesPlace(query) ? "true" : `p."mailboxId" <> ALL(${value(asideOf(places))}::uuid[])`;
    const text = searchSql({ where: `${shown} AND ${where}`, isIndexed, stretch, value });
    return (await ctx.db.pool.query<Found>(text, values)).rows;
  });
}

function readCursor(cursor: string): Stand {
  const [time = "", id = ""] = cursor.split(".");
  if (!/^\d{1,15}$/.test(time) || !isId(id)) throw new Refusal("invalid", "cursor-invalid");
  return { at: new Date(Number(time)), id };
}
