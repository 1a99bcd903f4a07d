import type pg from "pg";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { endResharesIn, resharesOf } from "./reshares.ts";

/** What is shared with a list, and how its holders differ from those who are in the list. */
type Difference = {
  readonly grantId: string;
  readonly spaceId: string;
  readonly joined: readonly Holder[];
  readonly left: readonly Holder[];
};
type Holder = { readonly id: string; readonly spaceId: string };

/**
 * Brings those who hold what is shared with these lists, or with lists that they are in, to those whom the lists reach now. Rights do not wait for it:
 * who left a list has none at once. Answers who joined.
 */
export async function followLists(ctx: Context, listIds: readonly string[]): Promise<Holder[]> {
  if (listIds.length === 0) return [];
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string }>(
    `WITH RECURSIVE up AS (
       SELECT i AS "id" FROM unnest($1::uuid[]) i
       UNION SELECT m."listId" FROM up JOIN "MailListMember" m ON m."nestedId" = up."id" AND m."isMember")
     SELECT g."id", g."spaceId" FROM "Grant" g WHERE g."subjectKind" = 'group' AND g."revokedAt" IS NULL AND g."subjectId" IN (SELECT up."id" FROM up)`,
    [listIds],
  );
  const joined: Holder[] = [];
  for (const grant of rows) joined.push(...(await follow(ctx, { grantId: grant.id, spaceId: grant.spaceId })));
  return joined;
}

/** The same for every list with which something is shared: the server's own job, for what a fall in between has left. */
export async function followAllLists(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT DISTINCT "subjectId" AS "id" FROM "Grant" WHERE "subjectKind" = 'group' AND "revokedAt" IS NULL`,
  );
  await followLists(
    ctx,
    rows.map((row) => row.id),
  );
}

/** Ends what is shared with a list that is there no more. */
export async function endListGrants(ctx: Context, listId: string): Promise<void> {
  await followLists(ctx, [listId]);
  const of = { subjectKind: "group", subjectId: listId, revokedAt: null } as const;
  const grants = await ctx.db.prisma.grant.findMany({ where: of, select: { id: true, spaceId: true } });
  if (grants.length === 0) return;
  await changeTogether(
    ctx,
    grants.map((one) => one.spaceId),
    async (client, modseqOf) => {
      for (const { id, spaceId } of grants)
        await client.query('UPDATE "Grant" SET "modseq" = $2, "revokedAt" = $3 WHERE "id" = $1', [
          id,
          modseqOf(spaceId),
          ctx.clock.now(),
        ]);
    },
  );
}

async function follow(ctx: Context, grant: { grantId: string; spaceId: string }): Promise<readonly Holder[]> {
  const difference = { ...grant, ...(await differenceOf(ctx, grant.grantId)) };
  const { joined, left, grantId, spaceId } = difference;
  if (joined.length === 0 && left.length === 0) return [];
  const leaving = left.map((one) => one.id);
  const reshares = await resharesOf(ctx, { grantId, by: leaving });
  const spaces = [spaceId, ...[...joined, ...left].map((one) => one.spaceId), ...reshares.map((one) => one.spaceId)];
  await changeTogether(ctx, spaces, async (client, modseqOf) => {
    await write(client, modseqOf, difference, ctx.clock.now());
    await endResharesIn(client, modseqOf, { reshares, at: ctx.clock.now() });
  });
  return joined;
}

/** The owner, and who shared it, have it anyway. */
async function differenceOf(ctx: Context, grantId: string): Promise<{ joined: Holder[]; left: Holder[] }> {
  const { rows } = await ctx.db.pool.query<Holder & { joins: boolean }>(
    `WITH RECURSIVE "grant" AS (SELECT * FROM "Grant" WHERE "id" = $1),
     down AS (
       SELECT "subjectId" AS "id" FROM "grant"
       UNION SELECT m."nestedId" FROM down JOIN "MailListMember" m ON m."listId" = down."id" AND m."isMember" AND m."nestedId" IS NOT NULL),
     wanted AS (
       SELECT DISTINCT a."id", a."spaceId" FROM down JOIN "MailListMember" m ON m."listId" = down."id" AND m."isMember" JOIN "Account" a ON a."id" = m."accountId"
       CROSS JOIN "grant" g WHERE a."kind" = 'user' AND a."state" <> 'closed' AND a."spaceId" <> g."spaceId" AND a."id" IS DISTINCT FROM g."byId"),
     held AS (SELECT "accountId" AS "id", "spaceId" FROM "Holding" WHERE "grantId" = $1)
     SELECT coalesce(w."id", h."id") AS "id", coalesce(w."spaceId", h."spaceId") AS "spaceId", h."id" IS NULL AS "joins"
     FROM wanted w FULL JOIN held h ON h."id" = w."id" WHERE w."id" IS NULL OR h."id" IS NULL`,
    [grantId],
  );
  return { joined: rows.filter((row) => row.joins), left: rows.filter((row) => !row.joins) };
}

async function write(
  client: pg.PoolClient,
  modseqOf: (spaceId: string) => bigint,
  { grantId, spaceId, joined, left }: Difference,
  at: Date,
): Promise<void> {
  const modseqs = (holders: readonly Holder[]) => holders.map((one) => modseqOf(one.spaceId));
  await client.query(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state", "answeredAt")
     SELECT $1, x."account", x."space", x."modseq", 'accepted', $5 FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS x("account", "space", "modseq")
     ON CONFLICT DO NOTHING`,
    [grantId, joined.map((one) => one.id), joined.map((one) => one.spaceId), modseqs(joined), at],
  );
  await client.query('DELETE FROM "Holding" WHERE "grantId" = $1 AND "accountId" = ANY($2)', [
    grantId,
    left.map((one) => one.id),
  ]);
  await client.query(
    `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") SELECT x."space", x."modseq", 'grant', $1
     FROM unnest($2::uuid[], $3::bigint[]) AS x("space", "modseq") ON CONFLICT DO NOTHING`,
    [grantId, left.map((one) => one.spaceId), modseqs(left)],
  );
  await client.query('UPDATE "Grant" SET "modseq" = $2 WHERE "id" = $1', [grantId, modseqOf(spaceId)]);
}
