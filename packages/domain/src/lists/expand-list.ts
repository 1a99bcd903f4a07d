import { type Actor, Refusal } from "@carbyne/kernel";
import { accessList, accessLists } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";
import { deepest } from "./add-members.ts";

/** As many as a message can be written to. */
const mostExpanded = 1000;

export type ListedPerson = {
  readonly name: string;
  readonly address: string;
};

/**
 * Everybody whom a list reaches, each once, by name: those of lists in it too, as far as the actor may see their members; another list stays one
 * address. Refuses a list of more people than a message can be written to.
 */
export async function expandList(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ListedPerson[]> {
  await accessList(ctx, actor, id, "members");
  const people = await peopleSeen(ctx, actor, id);
  if (people.length > mostExpanded) throw new Refusal("too-many", "list-expand-too-many", { max: mostExpanded });
  return people;
}

export type FoundList = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** How many people it reaches, more than a message can be written to counted as one more; null for whoever may not see them. */
  readonly people: number | null;
};

const mostAsked = 100;

/** Which of some addresses are lists that the actor may know of. */
export async function findLists(
  ctx: Context,
  actor: Actor,
  { addresses }: { addresses: readonly string[] },
): Promise<FoundList[]> {
  const { rows } = await ctx.db.pool.query<{ listId: string }>(
    `SELECT a."listId" FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId"
     JOIN unnest($1::text[], $2::text[]) AS q("local", "domain") ON q."local" = a."local" AND q."domain" = d."name"
     WHERE a."listId" IS NOT NULL AND d."state" <> 'closed' LIMIT ${mostAsked}`,
    columnsOf(addresses),
  );
  const lists = await accessLists(
    ctx,
    actor,
    rows.map(({ listId }) => listId),
  );
  return Promise.all(
    lists.map(async ({ id, name, address, rights }) => ({
      id,
      name,
      address,
      people: rights.has("members") ? (await peopleSeen(ctx, actor, id)).length : null,
    })),
  );
}

function columnsOf(addresses: readonly string[]): [locals: string[], domains: string[]] {
  const parts = addresses.flatMap((address) => {
    try {
      return [splitAddress(address)];
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
  return [parts.map(({ local }) => local), parts.map(({ domain }) => domain)];
}

/** The people that the actor sees in a list whose members it may see, one more at most than can be written to. */
async function peopleSeen(ctx: Context, actor: Actor, id: string): Promise<ListedPerson[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `WITH RECURSIVE down AS (SELECT $1::uuid AS "id", 1 AS "depth" UNION ${deeper}) SELECT DISTINCT "id" FROM down`,
    [id],
  );
  const lists = await accessLists(
    ctx,
    actor,
    rows.map((row) => row.id),
  );
  const open = lists.filter(({ rights }) => rights.has("members")).map((list) => list.id);
  const { rows: people } = await ctx.db.pool.query<ListedPerson>(
    `WITH RECURSIVE down AS (SELECT $1::uuid AS "id", 1 AS "depth" UNION ${deeper} AND m."nestedId" = ANY($2)),
     seen AS (
       SELECT DISTINCT ON (m."address") CASE WHEN coalesce(c."domainId", n."domainId") = l."domainId" THEN coalesce(c."name", n."name") ELSE '' END AS "name", m."address"
       FROM (SELECT DISTINCT "id" FROM down) o JOIN "MailList" l ON l."id" = o."id" JOIN "MailListMember" m ON m."listId" = l."id" AND m."isMember"
       LEFT JOIN "Account" c ON c."id" = m."accountId" LEFT JOIN "Domain" d ON d."id" = c."domainId" LEFT JOIN "MailList" n ON n."id" = m."nestedId"
       WHERE (m."nestedId" IS NULL OR m."nestedId" <> ALL($2)) AND (c."id" IS NULL OR (c."state" NOT IN ('closed', 'pending') AND d."state" <> 'closed')))
     SELECT "name", "address" FROM seen ORDER BY lower("name") = '', lower("name"), "address" LIMIT ${mostExpanded + 1}`,
    [id, open],
  );
  return people;
}

const deeper = `SELECT m."nestedId", d."depth" + 1 FROM down d JOIN "MailListMember" m ON m."listId" = d."id"
  AND m."isMember" AND m."nestedId" IS NOT NULL AND d."depth" < ${deepest}`;
