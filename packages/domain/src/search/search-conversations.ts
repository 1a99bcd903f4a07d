import { type Actor, Refusal, isId } from "@carbyne/kernel";
import { parseQuery } from "@carbyne/query";
import { accessOwnAccount, accessSpaces, mailboxesWith, type OwnAccount, type SpaceAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type ConversationPage, conversationRowsOf } from "../mail/index.ts";
import { mostRelevant } from "./most-relevant.ts";
import { type Found, newestOfThreads } from "./newest-of-threads.ts";
import type { Stand } from "./search-sql.ts";
import { findIn, sourcesOf } from "./sources.ts";

export type SearchInput = {
  readonly text: string;
  /** By date unless said otherwise: what one looks for is mostly recent, and the order does not change by itself as one adds words. */
  readonly sort?: "date" | "relevance" | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

/**
 * Conversations that have a message which meets the search, the one with the newest such message first, or the one that says most of what was
 * asked for: the actor's own, and those that others share with it.
 */
export async function searchConversations(ctx: Context, actor: Actor, input: SearchInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const query = parseQuery(input.text);
  const limit = input.limit ?? 50;
  const spaces = await accessSpaces(ctx, actor);
  if (input.sort === "relevance") {
    const page = await mostRelevant(ctx, account, { spaces, query, cursor: input.cursor, limit });
    return { ...(await rowsOf(ctx, account, { spaces, found: page.found })), nextCursor: page.nextCursor };
  }
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const sources = query ? await sourcesOf(ctx, account, { spaces, query }) : [];
  const found = await newestOfThreads(sources.map(findIn), { limit, cursor });
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

function readCursor(cursor: string): Stand {
  const [time = "", id = ""] = cursor.split(".");
  if (!/^\d{1,15}$/.test(time) || !isId(id)) throw new Refusal("invalid", "cursor-invalid");
  return { at: new Date(Number(time)), id };
}
