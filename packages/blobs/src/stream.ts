import { crc32 } from "node:zlib";
import type pg from "pg";
import { streamPack } from "./pack-file.ts";
import { damaged, missing, openPlaced, type Placed, placed } from "./placed.ts";
import { stagedLimit } from "./stage.ts";
import { createSums, pieceBytes } from "./sums.ts";

/** Bytes `from` to `to`, the last one not among them. */
export type Range = { readonly from: number; readonly to: number };

/** Where content lies, with the sums of the pieces that were asked for, each after the one before it; null when there are none yet. */
type Found = Placed & { readonly crcs: Buffer | null };

const most = 2 ** 28;

async function find(
  pool: pg.Pool,
  hash: Uint8Array,
  { first, count }: { first: number; count: number },
): Promise<Found & { sizeBytes: number; from: number }> {
  const { rows } = await pool.query<Found>({
    name: "find-blob",
    text: `SELECT ${placed.columns}, substring(b."crcs" FROM $2::int FOR $3::int) AS "crcs"
           FROM (SELECT $1::bytea AS "hash") h ${placed.join('h."hash"')}`,
    values: [hash, first * 4 + 1, Math.min(count, most) * 4],
  });
  const row = rows[0];
  if (!row?.data && !row?.packId) throw missing(hash);
  return { ...row, sizeBytes: Number(row.contentBytes), from: Number(row.offset) };
}

/** The content of a hash, or a stretch of it, piece by piece; each of them is known to be right before it is given out. */
export async function* streamBlob(
  pool: pg.Pool,
  folder: string,
  { hash, range }: { hash: Uint8Array; range?: Range | undefined },
): AsyncGenerator<Buffer> {
  const { from, to } = range ?? { from: 0, to: Number.POSITIVE_INFINITY };
  const first = Math.floor(from / pieceBytes);
  // The sum of a piece goes on from that of the one before it.
  const sums = { first: Math.max(0, first - 1), count: Math.ceil(to / pieceBytes) - first + 1 };
  let found = await find(pool, hash, sums);
  if (found.sizeBytes <= stagedLimit) {
    yield (await openPlaced(folder, found)).subarray(from, to);
    return;
  }
  if (!found.crcs) {
    await learnSums(pool, folder, hash);
    found = await find(pool, hash, sums);
  }
  const { crcs, packId, sizeBytes } = found;
  if (!crcs || !packId) throw missing(hash);
  const end = Math.min(to, sizeBytes);
  let at = first * pieceBytes;
  const stretch = {
    offset: found.from + at,
    sizeBytes: Math.min(Math.ceil(end / pieceBytes) * pieceBytes, sizeBytes) - at,
  };
  let index = first === 0 ? 0 : 1;
  let before = index === 0 ? 0 : crcs.readUInt32BE(0);
  for await (const piece of streamPack(folder, packId, { ...stretch, pieceBytes })) {
    const expected = crcs.readUInt32BE(index * 4);
    if (crc32(piece, before) !== expected) throw damaged(hash);
    const start = at;
    before = expected;
    index += 1;
    at += piece.length;
    // It is given away, and may be empty afterwards.
    yield piece.subarray(Math.max(0, from - start), end - start);
  }
}

/** What is being read for its sums in this process: many may ask for stretches of it. */
const learning = new Map<string, Promise<void>>();

/** Content that was stored before sums of pieces were kept is given them when a stretch of it is first asked for. */
async function learnSums(pool: pg.Pool, folder: string, hash: Uint8Array): Promise<void> {
  const key = `${folder} ${Buffer.from(hash).toString("hex")}`;
  const known = learning.get(key) ?? verifyBlob(pool, folder, hash).finally(() => learning.delete(key));
  learning.set(key, known);
  await known;
}

/** Reads all of the content and throws when it is not what it was; the sums of its pieces are right after it. */
export async function verifyBlob(pool: pg.Pool, folder: string, hash: Uint8Array): Promise<void> {
  const found = await find(pool, hash, { first: 0, count: most });
  const { sizeBytes, packId } = found;
  if (sizeBytes <= stagedLimit || !packId) {
    await openPlaced(folder, found);
    return;
  }
  const sums = createSums();
  for await (const piece of streamPack(folder, packId, { offset: found.from, sizeBytes, pieceBytes })) sums.add(piece);
  const { hash: read, crcs } = sums.result();
  if (!read.equals(hash)) throw damaged(hash);
  if (!found.crcs?.equals(crcs)) await pool.query('UPDATE "Blob" SET "crcs" = $2 WHERE "hash" = $1', [hash, crcs]);
}
