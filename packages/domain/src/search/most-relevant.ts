import { Refusal } from "@carbyne/kernel";
import { type Query, wantedOf } from "@carbyne/query";
import type { OwnAccount, SpaceAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import type { Found } from "./newest-of-threads.ts";
import { scoreSql } from "./score-sql.ts";
import { searchSql } from "./search-sql.ts";
import { sourcesOf } from "./sources.ts";

/** Of so many messages of each source, the newest ones, the most relevant come first: to weigh all would take as long as there is mail. */
const mostWeighed = 1_000;

type Weighed = Found & { readonly score: number };

/** Where a page goes on: the lines that were shown, of what there was at that moment. */
type Onward = { readonly at: Date; readonly skip: number };

const highestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** A page of what a search finds, what says most of it first. Mail that comes in while one reads on does not move it. */
export async function mostRelevant(
  ctx: Context,
  account: OwnAccount,
  input: {
    spaces: readonly SpaceAccess[];
    query: Query | null;
    cursor: string | undefined;
    limit: number;
  },
): Promise<{ found: Found[]; nextCursor: string | null }> {
  const { spaces, query, cursor, limit } = input;
  const now = ctx.clock.now();
  const { at, skip } =
    cursor === undefined ? { at: new Date(now.getTime() + 86_400_000), skip: 0 } : readOnward(cursor);
  if (!query) return { found: [], nextCursor: null };
  const wanted = wantedOf(query);
  const sources = await sourcesOf(ctx, account, { spaces, query });
  const weighed = await Promise.all(
    sources.map(async ({ ask, spaceId }) => {
      const stretch = { below: { at, id: highestId }, limit: mostWeighed };
      const rows = await ask<Omit<Weighed, "spaceId">>((parts) =>
        searchSql({ ...parts, stretch, columns: `${scoreSql(wanted, { ...parts, now: at })} AS "score"` }),
      );
      return rows.map((row) => ({ ...row, spaceId }));
    }),
  );
  const threads = new Map<string, Weighed>();
  for (const one of weighed.flat().toSorted(byScore)) if (!threads.has(one.threadId)) threads.set(one.threadId, one);
  const end = skip + limit;
  return {
    found: [...threads.values()].slice(skip, end),
    nextCursor: threads.size > end ? `r${at.getTime()}.${end}` : null,
  };
}

function byScore(a: Weighed, b: Weighed): number {
  return b.score - a.score || b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
}

function readOnward(cursor: string): Onward {
  const [, time, skip] = /^r(\d{1,15})\.(\d{1,6})$/.exec(cursor) ?? [];
  if (time === undefined || skip === undefined) throw new Refusal("invalid", "cursor-invalid");
  return { at: new Date(Number(time)), skip: Number(skip) };
}
