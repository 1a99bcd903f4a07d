import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { parseQuery, type Query } from "@carbyne/query";
import { accessOwnAccount, accessSpaces, mailboxesWith, type OwnAccount, type SpaceAccess } from "../access/index.ts";
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

/**
 * Conversations that have a message which meets the search, the one with the newest such message first: the actor's own, and those that others
 * share with it.
 */
export async function searchConversations(ctx: Context, actor: Actor, input: SearchInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const query = parseQuery(input.text);
  const limit = input.limit ?? 50;
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const spaces = await accessSpaces(ctx, actor);
  const found = query ? await newestOfThreads(await sourcesOf(ctx, account, { spaces, query }), { limit, cursor }) : [];
  const last = found.at(-1);
  return {
    ...(await rowsOf(ctx, account, { spaces, found })),
    nextCursor: last && found.length === limit ? `${last.at.getTime()}.${last.id}` : null,
  };
}

/** The lines of what was found, in its order, of each space's rows only what the actor may read. */
async function rowsOf(
  ctx: Context,
  account: OwnAccount,
  { spaces, found }: { spaces: readonly SpaceAccess[]; found: readonly Found[] },
): Promise<Omit<ConversationPage, "nextCursor">> {
  const [own] = spaces;
  const pages = await Promise.all(
    spaces
      .filter((space) => space === own || found.some((one) => one.spaceId === space.spaceId))
      .map((space) =>
        conversationRowsOf(ctx, {
          spaceId: space.spaceId,
          visible: mailboxesWith(space, "read"),
          accountId: account.id,
          threadIds: found.flatMap((one) => (one.spaceId === space.spaceId ? [one.threadId] : [])),
        }),
      ),
  );
  const rows = new Map(pages.flatMap((page) => page.items.map((row) => [row.id, row])));
  return {
    items: found.flatMap((one) => rows.get(one.threadId) ?? []),
    modseqs: Object.assign({}, ...pages.map((page) => page.modseqs)),
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
  const spaces = await accessSpaces(ctx, actor);
  const found = await newestOfThreads(await sourcesOf(ctx, account, { spaces, query }), {
    limit: mostCounted + 1,
    cursor: undefined,
  });
  return { unread: Math.min(found.length, mostCounted), isMore: found.length > mostCounted };
}

/** Where a search looks, in each space: in what is indexed, and in what came in just now. */
async function sourcesOf(
  ctx: Context,
  { id, zone }: OwnAccount,
  { spaces, query }: { spaces: readonly SpaceAccess[]; query: Query },
): Promise<Find[]> {
  const own = await ownAddresses(ctx, id);
  const sources = await Promise.all(
    spaces.map(async (space) => {
      const { spaceId } = space;
      const visible = mailboxesWith(space, "read");
      const all = await placesOf(ctx, spaceId);
      const places = visible ? all.filter((place) => visible.includes(place.id)) : all;
      return [true, false].map(
        (isIndexed): Find =>
          async (stretch) => {
            const values: unknown[] = [spaceId];
            const value = (one: unknown) => `$${values.push(one)}`;
            const where = compileQuery(query, { value, zone, places, own, now: ctx.clock.now(), isIndexed });
            const conditions = [
              ...(namesPlace(query) ? [] : [`p."mailboxId" <> ALL(${value(asideOf(places))}::uuid[])`]),
              ...(visible ? [`p."mailboxId" = ANY(${value(visible)}::uuid[])`] : []),
              where,
            ];
            const text = searchSql({ where: conditions.join(" AND "), isIndexed, stretch, value });
            const { rows } = await ctx.db.pool.query<Omit<Found, "spaceId">>(text, values);
            return rows.map((row) => ({ ...row, spaceId }));
          },
      );
    }),
  );
  return sources.flat();
}

function readCursor(cursor: string): Stand {
  const [time = "", id = ""] = cursor.split(".");
  if (!/^\d{1,15}$/.test(time) || !isId(id)) throw new Refusal("invalid", "cursor-invalid");
  return { at: new Date(Number(time)), id };
}
