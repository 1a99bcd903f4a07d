import type pg from "pg";
import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessShareable, type Right, type Shareable } from "../access/index.ts";
import type { Context } from "../context.ts";
import { gives } from "./roles.ts";
import type { StoredTerms } from "./terms.ts";

/** A row of Grant. */
export type Grant = StoredTerms & {
  readonly id: string;
  readonly spaceId: string;
  readonly objectKind: "mailbox" | "account" | "node";
  readonly objectId: string;
  /** A `group` is a list. */
  readonly subjectKind: "account" | "domain" | "group";
  readonly subjectId: string;
  readonly byId: string | null;
  readonly viaId: string | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
};

export type Holding = {
  readonly grantId: string;
  readonly accountId: string;
  readonly spaceId: string;
  readonly state: "pending" | "accepted" | "declined";
  readonly name: string | null;
  readonly tint: number | null;
};

export const grantColumns = `g."id", g."spaceId", g."objectKind", g."objectId", g."subjectKind", g."subjectId", g."rights", g."includesSubfolders",
  g."sentCopy", g."note", g."byId", g."viaId", g."expiresAt", g."revokedAt", g."createdAt"`;

/** A grant that the actor may change or take back: the owner each, who shares on those that they gave. Any other is not found. */
export async function accessGrant(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ grant: Grant; object: Shareable; byId: string }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<Grant>(`SELECT ${grantColumns} FROM "Grant" g WHERE g."id" = $1`, [id])
    : { rows: [] };
  const grant = rows[0];
  if (!grant) throw new Refusal("not-found", "share-unknown");
  const object = await accessShareable(ctx, actor, { kind: grant.objectKind, id: grant.objectId });
  if (!object.isOwner && grant.byId !== own.id) throw new Refusal("forbidden", "share-not-yours");
  return { grant, object, byId: own.id };
}

/** The grant and all that were shared on from it, from the first to the last; each with who holds it. */
export async function familyOf(ctx: Context, id: string): Promise<{ grants: Grant[]; holdings: Holding[] }> {
  const { rows: grants } = await ctx.db.pool.query<Grant>(
    `WITH RECURSIVE family AS (
       SELECT f.*, 0 AS "generation" FROM "Grant" f WHERE f."id" = $1
       UNION ALL SELECT c.*, p."generation" + 1 FROM family p JOIN "Grant" c ON c."viaId" = p."id" WHERE p."generation" < 50)
     SELECT ${grantColumns} FROM family g ORDER BY g."generation"`,
    [id],
  );
  const holdings = await ctx.db.prisma.holding.findMany({
    where: { grantId: { in: grants.map((grant) => grant.id) } },
  });
  return { grants, holdings };
}

/** Tells everyone who holds grants that they changed: each holding takes its space's modseq, and the grant that of the owner's space. */
export async function markChanged(
  client: pg.PoolClient,
  modseqOf: (spaceId: string) => bigint,
  { grants, holdings }: { grants: readonly Pick<Grant, "id" | "spaceId">[]; holdings: readonly Holding[] },
): Promise<void> {
  for (const { id, spaceId } of grants)
    await client.query('UPDATE "Grant" SET "modseq" = $2 WHERE "id" = $1', [id, modseqOf(spaceId)]);
  for (const { grantId, accountId, spaceId } of holdings)
    await client.query('UPDATE "Holding" SET "modseq" = $3 WHERE "grantId" = $1 AND "accountId" = $2', [
      grantId,
      accountId,
      modseqOf(spaceId),
    ]);
}

/** Every space that a change of these grants is a change in. */
export function spacesOf({ grants, holdings }: { grants: readonly Grant[]; holdings: readonly Holding[] }): string[] {
  return [...grants, ...holdings].map((one) => one.spaceId);
}

/** What both lists give. */
export function common(a: readonly Right[], b: readonly Right[]): Right[] {
  const both = [...a.filter((right) => gives(b, right)), ...b.filter((right) => gives(a, right))];
  return [...new Set(both)];
}
