import { hash } from "node:crypto";
import type pg from "pg";

/** The largest content that is written inside the transaction of the rows that use it; larger ones go to disk first. Bytes. */
export const stagedLimit = 256 * 1024;

export function hashOf(data: Uint8Array): Buffer {
  return hash("sha256", data, "buffer");
}

/** Content of this size goes to the database with the question whether it is known there: a second trip would cost more. Bytes. */
const oneTripLimit = 64 * 1024;

/**
 * Writes content in the caller's transaction, so that rows and bytes become durable together (one fsync for both). Content that is known already
 * is not written again; its age is renewed, which keeps the collector from taking it before the caller's rows are seen.
 */
export async function stageBlob(client: pg.ClientBase, hash: Buffer, data: Uint8Array): Promise<void> {
  const know = `INSERT INTO "Blob" ("hash", "sizeBytes") VALUES ($1, $2)
                ON CONFLICT ("hash") DO UPDATE SET "createdAt" = now() RETURNING xmax = 0 AS "isNew"`;
  if (data.length <= oneTripLimit) {
    await client.query({
      name: "stage-blob",
      text: `WITH b AS (${know}) INSERT INTO "StagedBlob" ("hash", "data") SELECT $1, $3 FROM b WHERE b."isNew"`,
      values: [hash, data.length, data],
    });
    return;
  }
  const { rows } = await client.query<{ isNew: boolean }>({
    name: "know-blob",
    text: know,
    values: [hash, data.length],
  });
  if (rows[0]?.isNew) await client.query('INSERT INTO "StagedBlob" ("hash", "data") VALUES ($1, $2)', [hash, data]);
}
