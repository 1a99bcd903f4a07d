import type pg from "pg";

type Relocation = {
  /** The tops, with all that lies below them, the trash among it. */
  readonly ids: readonly string[];
  readonly from: { readonly spaceId: string; readonly modseq: bigint };
  readonly to: { readonly spaceId: string; readonly modseq: bigint };
  readonly at: Date;
};

/** An entry and all that lies below it, in the trash or not, and what its versions and pictures take. */
export async function extentOf(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<{ ids: string[]; sizeBytes: number }> {
  const { rows } = await client.query<{ id: string; sizeBytes: string }>(
    `WITH RECURSIVE down AS (
       SELECT n."id" FROM "Node" n WHERE n."id" = ANY($1) UNION SELECT n."id" FROM down JOIN "Node" n ON n."parentId" = down."id")
     SELECT down."id", (SELECT coalesce(sum(v."sizeBytes"), 0) FROM "NodeVersion" v WHERE v."nodeId" = down."id") +
       (SELECT coalesce(sum(p."sizeBytes"), 0) FROM "DocPicture" p WHERE p."nodeId" = down."id") AS "sizeBytes" FROM down`,
    [ids],
  );
  return { ids: rows.map((row) => row.id), sizeBytes: rows.reduce((sum, row) => sum + Number(row.sizeBytes), 0) };
}

/**
 * Makes entries belong to another space, under the lock of both: the same entries, with their versions, their comments, their words in the
 * index and the shares on them.
 * Who follows the space that they leave hears that they are gone from it. The caller puts the tops into a folder there.
 */
export async function relocate(client: pg.ClientBase, { ids, from, to, at }: Relocation): Promise<void> {
  await client.query('UPDATE "Node" SET "spaceId" = $2, "modseq" = $3, "createdModseq" = $3 WHERE "id" = ANY($1)', [
    ids,
    to.spaceId,
    to.modseq,
  ]);
  await client.query('UPDATE "NodeVersion" SET "spaceId" = $2 WHERE "nodeId" = ANY($1)', [ids, to.spaceId]);
  await client.query('UPDATE "DocPicture" SET "spaceId" = $2 WHERE "nodeId" = ANY($1)', [ids, to.spaceId]);
  await client.query('UPDATE "SearchDoc" SET "spaceId" = $2 WHERE "objectId" = ANY($1)', [ids, to.spaceId]);
  for (const table of ["CommentThread", "Comment"])
    await client.query(`UPDATE "${table}" SET "spaceId" = $2, "modseq" = $3 WHERE "nodeId" = ANY($1)`, [
      ids,
      to.spaceId,
      to.modseq,
    ]);
  await client.query(
    `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") SELECT $2, $3, 'node', x FROM unnest($1::uuid[]) x`,
    [ids, from.spaceId, from.modseq],
  );
  // What was shared on from a folder above does not hang on that any more.
  await client.query(
    `UPDATE "Grant" g SET "spaceId" = $2, "modseq" = $3, "viaId" = (
       SELECT v."id" FROM "Grant" v JOIN "Account" a ON a."id" = v."subjectId" WHERE v."id" = g."viaId" AND v."objectId" = ANY($1) AND a."spaceId" <> $2)
     WHERE g."objectKind" = 'node' AND g."objectId" = ANY($1)`,
    [ids, to.spaceId, to.modseq],
  );
  // Whose they are now needs no share of them.
  await client.query(
    `UPDATE "Grant" g SET "revokedAt" = $3 FROM "Account" a WHERE a."spaceId" = $2 AND g."objectKind" = 'node' AND g."objectId" = ANY($1)
       AND g."subjectKind" = 'account' AND g."subjectId" = a."id" AND g."revokedAt" IS NULL`,
    [ids, to.spaceId, at],
  );
  // Links stay open in the name of whose the entries are: whoever made them as the owner could not back them any more.
  await client.query(
    `UPDATE "FileLink" l SET "spaceId" = $2, "modseq" = $3, "creatorId" = CASE WHEN c."spaceId" = $4 THEN coalesce(a."id", l."creatorId") ELSE l."creatorId" END
     FROM "Account" c, (SELECT $2::uuid AS "spaceId") s LEFT JOIN "Account" a ON a."spaceId" = s."spaceId"
     WHERE c."id" = l."creatorId" AND l."nodeId" = ANY($1)`,
    [ids, to.spaceId, to.modseq, from.spaceId],
  );
}
