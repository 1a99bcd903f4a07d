import type pg from "pg";

/** Takes rows out of a list and leaves word of it in the list's space. Answers the addresses. */
export async function dropMembers(
  client: pg.PoolClient,
  { spaceId, modseq, where, values }: { spaceId: string; modseq: bigint; where: string; values: readonly unknown[] },
): Promise<string[]> {
  const { rows } = await client.query<{ address: string }>(
    `WITH gone AS (DELETE FROM "MailListMember" WHERE "spaceId" = $1 AND ${where} RETURNING "id", "address"), noted AS (
       INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") SELECT $1, $2, 'list-member', "id" FROM gone)
     SELECT "address" FROM gone ORDER BY "address"`,
    [spaceId, modseq, ...values],
  );
  return rows.map(({ address }) => address);
}
