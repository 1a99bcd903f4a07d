import { Refusal } from "@carbyne/kernel";
import { findAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";

/** An account as the other side of a share sees it. */
export type Party = {
  readonly id: string;
  readonly spaceId: string;
  readonly domainId: string;
  readonly name: string;
  readonly address: string;
  readonly locale: string;
};

/** SQL for the columns of a Party of the account `a`. */
const selectParty = `SELECT a."id", a."spaceId", a."domainId", a."name", a."locale", p."local" || '@' || d."name" AS "address"
  FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
  JOIN LATERAL (SELECT "local" FROM "Address" WHERE "accountId" = a."id" AND "kind" NOT IN ('alias', 'mask') LIMIT 1) p ON true`;

/** Accounts by id. */
export async function partiesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Party>> {
  const { rows } = await ctx.db.pool.query<Party>(`${selectParty} WHERE a."id" = ANY($1::uuid[])`, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The owner of a space. */
export async function ownerOf(ctx: Context, spaceId: string): Promise<Party> {
  const { rows } = await ctx.db.pool.query<Party>(`${selectParty} WHERE a."spaceId" = $1`, [spaceId]);
  const owner = rows[0];
  if (!owner) throw new Refusal("not-found", "account-unknown");
  return owner;
}

/** Somebody of this server whom something can be shared with, by any of their addresses. */
export async function personAt(
  ctx: Context,
  address: string,
  { except }: { except?: Pick<Party, "id"> } = {},
): Promise<Party> {
  const found = await findAddress(ctx, address.trim());
  const { rows } = found?.accountId
    ? await ctx.db.pool.query<Party>(
        `${selectParty} WHERE a."id" = $1 AND a."kind" = 'user' AND a."state" = 'active' AND d."state" = 'active'`,
        [found.accountId],
      )
    : { rows: [] };
  const person = rows[0];
  if (!person) throw new Refusal("not-found", "share-person-unknown", { address: address.slice(0, 320) });
  if (person.id === except?.id) throw new Refusal("conflict", "share-with-owner");
  return person;
}

/** Whose something is that is shared: a person's, or a team's, which has a name and nobody to write to. */
export type Holder = {
  /** Null for a team. */
  readonly id: string | null;
  readonly domainId: string;
  readonly name: string;
  /** Of a team its root. */
  readonly rootId: string | null;
};

/** Whose a space is. */
export async function holderOf(ctx: Context, spaceId: string): Promise<Holder> {
  const team = await ctx.db.prisma.teamFolder.findUnique({ where: { spaceId }, include: { root: true } });
  if (team) return { id: null, domainId: team.domainId, name: team.root.name, rootId: team.rootId };
  const { id, domainId, name, address } = await ownerOf(ctx, spaceId);
  return { id, domainId, name: name || address, rootId: null };
}
