import { type Actor, actingAccount, isId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessLists } from "./access-list.ts";
import { type NodeAccess, nodesUp } from "./access-node.ts";
import { heldGrants } from "./held-grants.ts";

export type Reader = {
  readonly id: string;
  readonly spaceId: string;
  readonly name: string;
  readonly address: string;
};

/** SQL for the account `a` of a person who may act, with its address; `$1` is an entry's id, `$2` its space, and `$3` the time. */
const readers = `SELECT a."id", a."spaceId", a."name", p."local" || '@' || d."name" AS "address"
  FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId" AND d."state" = 'active'
  JOIN LATERAL (SELECT "local" FROM "Address" WHERE "accountId" = a."id" AND "kind" NOT IN ('alias', 'mask') LIMIT 1) p ON true
  WHERE a."state" = 'active' AND a."kind" = 'user'`;

/** SQL that is true when the account `a` has the entry by a grant. */
const isGranted = (
  more: string,
) => `EXISTS (SELECT 1 FROM ${heldGrants("$3")} AND g."objectKind" = 'node' AND g."spaceId" = $2
  AND 'read' = ANY(g."rights") AND g."objectId" IN (${nodesUp("$1::uuid")}) ${more})`;

type Asked = Pick<NodeAccess, "id" | "spaceId">;

/** Of accounts those of people who may see an entry. */
export async function readersAmong(ctx: Context, { id, spaceId }: Asked, ids: readonly string[]): Promise<Reader[]> {
  const { rows } = await ctx.db.pool.query<Reader>(
    `${readers} AND a."id" = ANY($4) AND (a."spaceId" = $2 OR ${isGranted("")})`,
    [id, spaceId, ctx.clock.now(), ids.filter(isId)],
  );
  return rows;
}

/**
 * People who may see an entry and whose name or address has a word that begins with the text, but for the actor. Who has it by a list is among them
 * only when the actor may know who is in that list.
 */
export async function findReaders(
  ctx: Context,
  actor: Actor,
  { node, text, most }: { node: Asked; text: string; most: number },
): Promise<Reader[]> {
  const lists = await accessLists(ctx, actor, await listsOnNode(ctx, node));
  const known = lists.filter((list) => list.rights.has("members")).map((list) => list.id);
  const { rows } = await ctx.db.pool.query<Reader>(
    `${readers} AND a."id" <> $5 AND (a."spaceId" = $2 OR ${isGranted(`AND (g."subjectKind" <> 'group' OR g."subjectId" = ANY($4))`)})
       AND (starts_with(lower(a."name"), $6) OR position(' ' || $6 IN lower(a."name")) > 0 OR starts_with(p."local", $6))
     ORDER BY lower(a."name"), a."id" LIMIT ${most}`,
    [node.id, node.spaceId, ctx.clock.now(), known, actingAccount(actor), text.trim().toLowerCase()],
  );
  return rows;
}

/** The lists by which an entry is shared, itself or with a folder above it. */
async function listsOnNode(ctx: Context, { id }: Pick<NodeAccess, "id">): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT DISTINCT g."subjectId" AS "id" FROM "Grant" g WHERE g."objectKind" = 'node' AND g."subjectKind" = 'group'
       AND g."revokedAt" IS NULL AND g."objectId" IN (${nodesUp("$1::uuid")})`,
    [id],
  );
  return rows.map((row) => row.id);
}
