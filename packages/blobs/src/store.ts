import { rm } from "node:fs/promises";
import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { type BlobFault, checkBlobs } from "./check.ts";
import { collectBlobs } from "./collect.ts";
import { packPath, placePack, writePack } from "./pack-file.ts";
import { missing, openPlaced, type Placed, placed } from "./placed.ts";
import { hashOf, stageBlob, stagedLimit } from "./stage.ts";
import { type Range, streamBlob } from "./stream.ts";
import { type Sums, sumsOf } from "./sums.ts";

/** Content-addressed bytes. Whoever asks must have been given the row that refers to them: a hash is no right. */
export interface Blobs {
  /** Makes content ready for the caller's transaction and returns its hash with the step to run inside. */
  prepare(data: Uint8Array): Promise<{ hash: Buffer; write: (client: pg.ClientBase) => Promise<void> }>;
  /** Makes content of a file that is there already, durable and known by its sums: `link` gives it the name that it is told. */
  adopt(file: {
    readonly sums: Pick<Sums, "hash" | "crcs">;
    readonly sizeBytes: number;
    readonly link: (place: string) => Promise<void>;
  }): Promise<{
    write: (client: pg.ClientBase) => Promise<void>;
    /** Takes it away again when what was to refer to it was not written. */
    discard: () => Promise<void>;
  }>;
  /** The content or a stretch of it, in pieces that are known to be right and are the caller's. Throws when it is missing or damaged. */
  stream(hash: Uint8Array, range?: Range): AsyncGenerator<Buffer>;
  /** The content; throws when it is missing or damaged, which is a fault of the store and never an answer. */
  read(hash: Uint8Array): Promise<Buffer>;
  /** The content of a row that was read with `placed`; throws as `read` does. */
  open(row: Placed): Promise<Buffer>;
  /** Moves staged content into one pack; returns how many were moved. Run by one job at a time, safe with many. */
  pack(limit: number): Promise<number>;
  /** Reads everything and tells what is missing, damaged, or belongs to nothing. */
  check(options: { now: Date; onChecked: (count: number) => void }): AsyncGenerator<BlobFault>;
  /** Removes what nothing refers to and is older than `before`; `references` is SQL that is true of a Blob `b` in use. Returns how many went. */
  collect(options: { references: string; before: Date }): Promise<number>;
}

/** Small content staged in PostgreSQL, large content and packs in files below `folder`. */
export function createDiskBlobs({ pool, folder }: { pool: pg.Pool; folder: string }): Blobs {
  return {
    collect: (options) => collectBlobs(pool, folder, options),
    check: (options) => checkBlobs(pool, folder, options),

    async prepare(data) {
      if (data.length <= stagedLimit) {
        const hash = hashOf(data);
        return { hash, write: (client) => stageBlob(client, hash, data) };
      }
      const packId = newId();
      await writePack(folder, packId, [data]);
      const { hash, crcs } = sumsOf(data);
      return { hash, write: (client) => placeLarge(client, { hash, crcs, packId, sizeBytes: data.length }) };
    },

    async adopt({ sums: { hash, crcs }, sizeBytes, link }) {
      const packId = newId();
      await placePack(folder, packId, link);
      return {
        write: (client) => placeLarge(client, { hash, crcs, packId, sizeBytes }),
        discard: () => rm(packPath(folder, packId), { force: true }),
      };
    },

    stream: (hash, range) => streamBlob(pool, folder, { hash, range }),

    async read(hash) {
      const { rows } = await pool.query<Placed>({
        name: "read-blob",
        text: `SELECT ${placed.columns} FROM (SELECT $1::bytea AS "hash") h ${placed.join('h."hash"')}`,
        values: [hash],
      });
      const row = rows[0];
      if (!row?.data && !row?.packId) throw missing(hash);
      return openPlaced(folder, row);
    },

    open: (row) => openPlaced(folder, row),

    async pack(limit) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const { rows } = await client.query<{ hash: Buffer; data: Buffer }>(
          'SELECT "hash", "data" FROM "StagedBlob" ORDER BY "createdAt" LIMIT $1 FOR UPDATE SKIP LOCKED',
          [limit],
        );
        if (rows.length > 0) await moveToPack(client, folder, rows);
        await client.query("COMMIT");
        return rows.length;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

async function placeLarge(
  client: pg.ClientBase,
  { hash, crcs, packId, sizeBytes }: { hash: Buffer; crcs: Buffer; packId: string; sizeBytes: number },
): Promise<void> {
  // What was prepared once is written for each recipient and each folder that it goes to.
  await client.query('INSERT INTO "BlobPack" ("id", "sizeBytes") VALUES ($1, $2) ON CONFLICT ("id") DO NOTHING', [
    packId,
    sizeBytes,
  ]);
  await client.query(
    `INSERT INTO "Blob" ("hash", "sizeBytes", "packId", "offset", "crcs") VALUES ($1, $2, $3, 0, $4)
     ON CONFLICT ("hash") DO UPDATE SET "createdAt" = now(), "crcs" = coalesce("Blob"."crcs", excluded."crcs")`,
    [hash, sizeBytes, packId, crcs],
  );
}

// The file is durable before the rows point at it, and the staged bytes leave in the same commit: every moment has one readable copy.
async function moveToPack(
  client: pg.ClientBase,
  folder: string,
  rows: readonly { hash: Buffer; data: Buffer }[],
): Promise<void> {
  const packId = newId();
  await writePack(
    folder,
    packId,
    rows.map((row) => row.data),
  );
  const offsets: number[] = [];
  let end = 0;
  for (const { data } of rows) {
    offsets.push(end);
    end += data.length;
  }
  const hashes = rows.map((row) => row.hash);
  await client.query('INSERT INTO "BlobPack" ("id", "sizeBytes") VALUES ($1, $2)', [packId, end]);
  await client.query(
    `UPDATE "Blob" b SET "packId" = $1, "offset" = m."offset" FROM unnest($2::bytea[], $3::bigint[]) AS m("hash", "offset") WHERE b."hash" = m."hash"`,
    [packId, hashes, offsets],
  );
  await client.query('DELETE FROM "StagedBlob" WHERE "hash" = ANY($1)', [hashes]);
}
