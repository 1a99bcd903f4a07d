import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { packPath } from "./pack-file.ts";
import { verifyBlob } from "./stream.ts";

/** What is wrong with what is kept. */
export type BlobFault =
  | { readonly fault: "missing" | "damaged"; readonly hash: Buffer; readonly sizeBytes: number }
  /** A file that no row names: it takes room and harms nothing. */
  | { readonly fault: "orphan"; readonly file: string; readonly sizeBytes: number };

const atOnce = 1000;
/** What is younger may be on its way into a row. */
const youngMs = 3_600_000;

/** Reads all content, and tells what is not there or not what it was, and files that belong to nothing. `onChecked` hears how much was read. */
export async function* checkBlobs(
  pool: pg.Pool,
  folder: string,
  { now, onChecked }: { now: Date; onChecked: (count: number) => void },
): AsyncGenerator<BlobFault> {
  for (let after: Buffer = Buffer.alloc(0), count = atOnce; count === atOnce; ) {
    const { rows } = await pool.query<{ hash: Buffer; sizeBytes: string }>(
      `SELECT "hash", "sizeBytes" FROM "Blob" WHERE "hash" > $1 ORDER BY "hash" LIMIT ${atOnce}`,
      [after],
    );
    count = rows.length;
    after = rows.at(-1)?.hash ?? after;
    for (const { hash, sizeBytes } of rows) {
      const fault = await faultOf(pool, folder, hash);
      if (fault) yield { fault, hash, sizeBytes: Number(sizeBytes) };
    }
    onChecked(count);
  }
  yield* orphans(pool, folder, now);
}

async function faultOf(pool: pg.Pool, folder: string, hash: Buffer): Promise<"missing" | "damaged" | null> {
  try {
    await verifyBlob(pool, folder, hash);
    return null;
  } catch (error) {
    // It may have been collected, or moved into a pack, since it was listed.
    const { rows } = await pool.query<{ isThere: boolean }>(
      `SELECT s."hash" IS NOT NULL OR b."packId" IS NOT NULL AS "isThere" FROM "Blob" b LEFT JOIN "StagedBlob" s ON s."hash" = b."hash" WHERE b."hash" = $1`,
      [hash],
    );
    if (!rows[0]) return null;
    if (!rows[0].isThere) return "missing";
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "missing";
    if (error instanceof Error && /is damaged|ends before/.test(error.message)) return "damaged";
    throw error;
  }
}

async function* orphans(pool: pg.Pool, folder: string, now: Date): AsyncGenerator<BlobFault> {
  const groups = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name));
  for (const group of groups) {
    const files = await readdir(path.join(folder, group));
    const ids = files.filter((name) => /^[0-9a-f-]{36}$/.test(name));
    const { rows } = await pool.query<{ id: string }>('SELECT "id" FROM "BlobPack" WHERE "id" = ANY($1)', [ids]);
    const known = new Set(rows.map((row) => packPath(folder, row.id)));
    for (const file of files.map((name) => path.join(folder, group, name))) {
      const info = known.has(file) ? null : await stat(file).catch(() => null);
      if (info && now.getTime() - info.mtimeMs > youngMs) yield { fault: "orphan", file, sizeBytes: info.size };
    }
  }
}
