import type pg from "pg";

export type DirectAccess = {
  readonly grants: readonly { readonly id: string; readonly viaId: string | null }[];
  /** Whoever holds one of the grants. */
  readonly holders: readonly { readonly grantId: string; readonly accountId: string; readonly spaceId: string }[];
  readonly links: number;
};

const given = `SELECT g."id" FROM "Grant" g WHERE g."objectKind" = 'node' AND g."objectId" = ANY($1)`;

/** The shares on entries themselves, ended ones that could still be put back among them, what was shared on from those, and how many links lead to them. */
export async function accessOn(client: pg.ClientBase | pg.Pool, ids: readonly string[]): Promise<DirectAccess> {
  const { rows: grants } = await client.query<{ id: string; viaId: string | null }>(
    `WITH RECURSIVE family AS (${given} UNION SELECT c."id" FROM family f JOIN "Grant" c ON c."viaId" = f."id")
     SELECT g."id", g."viaId" FROM family f JOIN "Grant" g ON g."id" = f."id"`,
    [ids],
  );
  const { rows: holders } = await client.query<{ grantId: string; accountId: string; spaceId: string }>(
    'SELECT "grantId", "accountId", "spaceId" FROM "Holding" WHERE "grantId" = ANY($1)',
    [grants.map((one) => one.id)],
  );
  const { rows } = await client.query<{ links: number }>(
    `SELECT count(*)::int AS "links" FROM "FileLink" WHERE "nodeId" = ANY($1) AND "revokedAt" IS NULL`,
    [ids],
  );
  return { grants, holders, links: rows[0]?.links ?? 0 };
}

type Change = {
  readonly ids: readonly string[];
  readonly at: Date;
  readonly modseqOf: (spaceId: string) => bigint;
  readonly direct: DirectAccess;
};

/** Ends the shares and links on entries while `leave` takes them to another space, so that both can be put back as they were. */
export async function endAccess(
  client: pg.ClientBase,
  { ids, at, modseqOf, direct }: Change,
  leave: () => Promise<void>,
): Promise<void> {
  const grants = direct.grants.map((one) => one.id);
  await client.query('UPDATE "Grant" SET "revokedAt" = $2 WHERE "id" = ANY($1) AND "revokedAt" IS NULL', [grants, at]);
  await client.query('UPDATE "FileLink" SET "revokedAt" = $2 WHERE "nodeId" = ANY($1) AND "revokedAt" IS NULL', [
    ids,
    at,
  ]);
  await leave();
  // What hung on a share of a folder above hangs on it again if it is put back.
  await client.query(
    `UPDATE "Grant" g SET "viaId" = w."viaId" FROM unnest($1::uuid[], $2::uuid[]) AS w("id", "viaId") WHERE g."id" = w."id"`,
    [grants, direct.grants.map((one) => one.viaId)],
  );
  await tellHolders(client, { modseqOf, direct });
}

/** Puts back what ended when the entries were moved, but not what would have ended since. */
export async function bringBackAccess(
  client: pg.ClientBase,
  { ids, at, endedAt, modseqOf, direct }: Change & { endedAt: Date },
): Promise<void> {
  await client.query(
    `UPDATE "Grant" SET "revokedAt" = NULL WHERE "id" = ANY($1) AND "revokedAt" = $2 AND ("expiresAt" IS NULL OR "expiresAt" > $3)`,
    [direct.grants.map((one) => one.id), endedAt, at],
  );
  await client.query(
    `UPDATE "FileLink" SET "revokedAt" = NULL WHERE "nodeId" = ANY($1) AND "revokedAt" = $2 AND ("expiresAt" IS NULL OR "expiresAt" > $3)`,
    [ids, endedAt, at],
  );
  await tellHolders(client, { modseqOf, direct });
}

async function tellHolders(
  client: pg.ClientBase,
  { modseqOf, direct }: Pick<Change, "modseqOf" | "direct">,
): Promise<void> {
  for (const { grantId, accountId, spaceId } of direct.holders)
    await client.query('UPDATE "Holding" SET "modseq" = $3 WHERE "grantId" = $1 AND "accountId" = $2', [
      grantId,
      accountId,
      modseqOf(spaceId),
    ]);
}
