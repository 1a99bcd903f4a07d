import type { Actor } from "@carbyne/kernel";
import { parseQuery, wantedOf } from "@carbyne/query";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { isLive, readNodes, type ViewPage } from "../files/index.ts";
import { excerpt, soughtOf } from "../search/index.ts";
import { compileFiles } from "./compile-files.ts";
import { visibleNodes } from "./visible-nodes.ts";

const pageSize = 100;
/** Who finds more says more of what is looked for. */
const mostFound = 1000;

type Asked = { readonly text: string; readonly offset?: number | undefined; readonly limit?: number | undefined };

/**
 * Files and folders that the actor may see and that meet a search: a part of a name, words in the text, or operators such as `owner:`, `type:`, `in:`,
 * `is:starred`, `is:shared`, `larger:`, `after:`. Names first, then what is newer.
 */
export async function searchFiles(ctx: Context, actor: Actor, asked: Asked): Promise<ViewPage> {
  const { text, offset = 0, limit = pageSize } = asked;
  const account = await accessOwnAccount(ctx, actor);
  const found = await find(ctx, account, { text });
  const { rows } = await ctx.db.pool.query<{ modseq: string }>('SELECT "modseq" FROM "Space" WHERE "id" = $1', [
    account.spaceId,
  ]);
  return {
    nodes: await readNodes(ctx, account, found.slice(offset, offset + limit)),
    total: found.length,
    spaceId: account.spaceId,
    modseq: rows[0]?.modseq ?? "0",
  };
}

type Own = Awaited<ReturnType<typeof accessOwnAccount>>;

async function find(
  ctx: Context,
  account: Own,
  { text, ids }: { text: string; ids?: readonly string[] },
): Promise<string[]> {
  const query = parseQuery(text);
  if (!query) return [];
  const { spaceIds, sql } = await visibleNodes(ctx, account);
  const values: unknown[] = [spaceIds, account.id, account.spaceId, ctx.clock.now()];
  const value = (one: unknown) => `$${values.push(one)}`;
  const where = compileFiles(query, { value, now: ctx.clock.now(), zone: account.zone });
  const only = ids ? ` AND n."id" = ANY(${value(ids)}::uuid[])` : "";
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `${sql} SELECT n."id" FROM "Node" n LEFT JOIN "Account" c ON c."id" = n."creatorId" LEFT JOIN "Account" e ON e."id" = n."editorId"
     WHERE n."spaceId" = ANY($1::uuid[]) AND n."parentId" IS NOT NULL AND n."purgedAt" IS NULL
       AND (n."spaceId" = $3 OR n."id" IN (SELECT "id" FROM shared)) AND ${where}${only} AND ${isLive}
     ORDER BY ${nameFirst(text, value)}n."updatedAt" DESC, n."id" LIMIT ${mostFound}`,
    values,
  );
  return rows.map((row) => row.id);
}

/** What is called so comes before what only says so. */
function nameFirst(text: string, value: (one: unknown) => string): string {
  const words = wantedOf(parseQuery(text)).filter((one) => one.field === "any");
  if (words.length === 0) return "";
  const named = words.map((one) => `strpos(lower(n."name"), ${value(one.text.toLowerCase().toWellFormed())}) > 0`);
  return `(${named.join(" AND ")}) DESC, `;
}

export type FileExcerpt = string;

/** Where files say what is searched for, by their ids; found anew among what the actor may see, so that an id alone shows nothing. */
export async function fileExcerpts(
  ctx: Context,
  actor: Actor,
  { text, ids }: { text: string; ids: readonly string[] },
): Promise<Record<string, FileExcerpt>> {
  const account = await accessOwnAccount(ctx, actor);
  const sought = wantedOf(parseQuery(text)).flatMap((one) =>
    one.field === "any" ? (soughtOf(one.text, one) ?? []) : [],
  );
  if (sought.length === 0) return {};
  const found = await find(ctx, account, { text, ids });
  const { rows } = await ctx.db.pool.query<{ id: string; plain: string }>(
    'SELECT "objectId" AS "id", "plain" FROM "SearchDoc" WHERE "objectId" = ANY($1)',
    [found],
  );
  return Object.fromEntries(
    rows.flatMap(({ id, plain }) => {
      const said = excerpt(plain, sought);
      return said === null ? [] : [[id, said]];
    }),
  );
}
