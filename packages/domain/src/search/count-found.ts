import type { Actor } from "@carbyne/kernel";
import { parseQuery, type Query } from "@carbyne/query";
import { transaction } from "@carbyne/db";
import { accessOwnAccount, accessSpaces } from "../access/index.ts";
import type { Context } from "../context.ts";
import { newestOfThreads } from "./newest-of-threads.ts";
import { searchSql } from "./search-sql.ts";
import { findIn, type Source, sourcesOf } from "./sources.ts";

const mostUnread = 100;

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
  const sources = await sourcesOf(ctx, account, { spaces, query });
  const found = await newestOfThreads(sources.map(findIn), { limit: mostUnread + 1, cursor: undefined });
  return { unread: Math.min(found.length, mostUnread), isMore: found.length > mostUnread };
}

/** So many messages are counted one by one. How many more there are is told by how closely these lie. */
const mostCounted = 5_000;
const longestCountMs = 2_000;

/** How many conversations a search finds in all, and whether that is only about right. Null when counting takes longer than anybody waits. */
export async function countAllFound(
  ctx: Context,
  actor: Actor,
  { text }: { text: string },
): Promise<{ count: number; isAbout: boolean } | null> {
  const account = await accessOwnAccount(ctx, actor);
  const query = parseQuery(text);
  if (!query) return { count: 0, isAbout: false };
  const spaces = await accessSpaces(ctx, actor);
  const sources = await sourcesOf(ctx, account, { spaces, query });
  try {
    const counted = await Promise.all(sources.map((source) => countIn(ctx, source)));
    const count = counted.reduce((sum, one) => sum + one.count, 0);
    const isAbout = counted.some((one) => one.isAbout);
    return { count: isAbout ? rounded(count) : count, isAbout };
  } catch (error) {
    if (isTimeout(error)) return null;
    throw error;
  }
}

function countIn(ctx: Context, source: Source): Promise<{ count: number; isAbout: boolean }> {
  return transaction(ctx.db.pool, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${longestCountMs}`);
    const { text, values } = source.sql((parts) => {
      const found = searchSql({ ...parts, stretch: { limit: mostCounted + 1 } });
      return `SELECT count(*)::int AS "messages", count(DISTINCT "threadId")::int AS "threads", min("at") AS "oldest" FROM (${found}) f`;
    });
    const counted = (await client.query<{ messages: number; threads: number; oldest: Date | null }>(text, values))
      .rows[0];
    if (!counted?.oldest || counted.messages <= mostCounted) return { count: counted?.threads ?? 0, isAbout: false };
    if (!source.isIndexed) return { count: counted.threads, isAbout: true };
    const { rows } = await client.query<{ passed: number; total: number }>({
      name: "messages-passed",
      text: `SELECT count(*) FILTER (WHERE "at" >= $2)::int AS "passed", count(*)::int AS "total"
             FROM "SearchDoc" WHERE "spaceId" = $1 AND "kind" = 'message'`,
      values: [source.spaceId, counted.oldest],
    });
    const { passed = 1, total = 1 } = rows[0] ?? {};
    return { count: counted.threads * Math.max(1, total / Math.max(1, passed)), isAbout: true };
  });
}

/** 57014 is query_canceled. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}

/** With two digits: more would claim to know them. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}
