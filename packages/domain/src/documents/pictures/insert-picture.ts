import type pg from "pg";

type NewPicture = {
  readonly id: string;
  readonly nodeId: string;
  readonly spaceId: string;
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly at: Date;
};

/** Writes the row of a picture whose bytes are stored, under the space's lock. */
export async function insertPicture(
  client: pg.ClientBase,
  { id, nodeId, spaceId, hash, sizeBytes, mime, at }: NewPicture,
): Promise<void> {
  await client.query(
    'INSERT INTO "DocPicture" ("nodeId", "id", "spaceId", "blobHash", "sizeBytes", "mime", "createdAt") VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [nodeId, id, spaceId, hash, sizeBytes, mime, at],
  );
}
