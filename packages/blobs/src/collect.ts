import { rm } from "node:fs/promises";
import type pg from "pg";
import { packPath } from "./pack-file.ts";

/**
 * Removes content that nothing refers to and that is older than `before`, and the packs that are left empty. `references` is SQL that is true of a
 * Blob `b` in use. Safe beside writers: who writes known content again renews its age under the row's lock, and the delete looks again after it.
 */
export async function collectBlobs(
  pool: pg.Pool,
  folder: string,
  { references, before }: { references: string; before: Date },
): Promise<number> {
  const { rows } = await pool.query<{ packId: string | null }>(
    `WITH gone AS (DELETE FROM "Blob" b WHERE b."createdAt" < $1 AND NOT (${references}) RETURNING b."hash", b."packId"),
       staged AS (DELETE FROM "StagedBlob" s USING gone WHERE s."hash" = gone."hash")
     SELECT "packId" FROM gone`,
    [before],
  );
  const { rows: packs } = await pool.query<{ id: string }>(
    `DELETE FROM "BlobPack" p WHERE p."createdAt" < $1 AND NOT EXISTS (SELECT 1 FROM "Blob" b WHERE b."packId" = p."id") RETURNING "id"`,
    [before],
  );
  // After the commit: a crash here leaves a file that no row names, never a row without its file.
  for (const { id } of packs) await rm(packPath(folder, id), { force: true });
  return rows.length;
}
