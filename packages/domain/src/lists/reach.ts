import { Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { deepest } from "./add-members.ts";

/** All that one message to a list may reach, with the lists in it. */
const mostReached = 50_000;

/** The list `$1` and those in it, each once however often and in whatever circle they are in each other. */
const reached = `WITH RECURSIVE down AS (
    SELECT $1::uuid AS "id", 1 AS "depth"
    UNION SELECT m."nestedId", d."depth" + 1 FROM down d JOIN "MailListMember" m ON m."listId" = d."id"
      AND m."isMember" AND m."nestedId" IS NOT NULL AND d."depth" < ${deepest}),
  reached AS (SELECT DISTINCT "id" FROM down)`;

export type Reached = {
  readonly address: string;
  /** Of an account here; null elsewhere. */
  readonly spaceId: string | null;
};

/** Everybody whom a list reaches, each once, by whichever of their addresses. Accounts that get no mail any more are left out. */
export async function reachOf(ctx: Context, listId: string): Promise<Reached[]> {
  const { rows } = await ctx.db.pool.query<Reached>({
    name: "list-reach",
    text: `${reached} SELECT DISTINCT ON (coalesce(c."id"::text, m."address")) m."address", c."spaceId"
      FROM reached r JOIN "MailListMember" m ON m."listId" = r."id" AND m."isMember" AND m."nestedId" IS NULL
      LEFT JOIN "Account" c ON c."id" = m."accountId" LEFT JOIN "Domain" d ON d."id" = c."domainId"
      WHERE c."id" IS NULL OR (c."state" NOT IN ('closed', 'pending') AND d."state" <> 'closed') ORDER BY coalesce(c."id"::text, m."address"), m."address" LIMIT ${mostReached + 1}`,
    values: [listId],
  });
  if (rows.length > mostReached) throw new Refusal("too-many", "list-reaches-too-many", { max: mostReached });
  return rows;
}

/** The addresses of those who keep a list and get mail. */
export async function managersOf(ctx: Context, listId: string): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ address: string }>(
    `SELECT m."address" FROM "MailListMember" m JOIN "Account" c ON c."id" = m."accountId" JOIN "Domain" d ON d."id" = c."domainId"
     WHERE m."listId" = $1 AND m."isManager" AND c."state" NOT IN ('closed', 'pending') AND d."state" <> 'closed' ORDER BY m."address"`,
    [listId],
  );
  return rows.map(({ address }) => address);
}

/** Who writes to a list, as far as it is proven: accounts of ours, and addresses in the form that addresses are stored in. */
export type Writer = { readonly accountIds: readonly string[]; readonly addresses: readonly string[] };

/** Whether somebody may write to a list. Its managers always may, and so may members of lists in it where its members may. */
export async function mayWrite(ctx: Context, listId: string, { accountIds, addresses }: Writer): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ may: boolean }>({
    name: "list-may-write",
    text: `${reached} SELECT l."whoMaySend" = 'everyone'
        OR EXISTS (SELECT 1 FROM "MailListMember" m WHERE m."listId" = l."id" AND m."isManager" AND m."accountId" = ANY($2))
        OR (l."whoMaySend" = 'domain' AND (EXISTS (SELECT 1 FROM "Account" a WHERE a."id" = ANY($2) AND a."domainId" = l."domainId")
          OR d."name" IN (SELECT split_part(x, '@', 2) FROM unnest($3::text[]) x)))
        OR (l."whoMaySend" = 'members' AND EXISTS (SELECT 1 FROM reached r JOIN "MailListMember" m ON m."listId" = r."id" AND m."isMember"
          AND (m."accountId" = ANY($2) OR m."address" = ANY($3)))) AS "may"
      FROM "MailList" l JOIN "Domain" d ON d."id" = l."domainId" WHERE l."id" = $1`,
    values: [listId, accountIds, addresses],
  });
  return rows[0]?.may ?? false;
}
