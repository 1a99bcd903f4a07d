import { createHash } from "node:crypto";
import type pg from "pg";
import { streamPack } from "./pack-file.ts";
import { type Placed, placed } from "./placed.ts";
import { stagedLimit } from "./stage.ts";

/** Bytes `from` to `to`, the last one not among them. */
export type Range = { readonly from: number; readonly to: number };

/** The content of a hash, or a stretch of it, piece by piece. */
export async function* streamBlob(
  pool: pg.Pool,
  folder: string,
  { hash, range }: { hash: Uint8Array; range?: Range | undefined },
): AsyncGenerator<Buffer> {
  const { rows } = await pool.query<Placed>({
    name: "read-blob",
    text: `SELECT ${placed.columns} FROM (SELECT $1::bytea AS "hash") h ${placed.join('h."hash"')}`,
    values: [hash],
  });
  const row = rows[0];
  if (!row?.data && !row?.packId) throw new Error(`content ${Buffer.from(hash).toString("hex")} is missing`);
  const sizeBytes = Number(row.contentBytes);
  const { from, to } = range ?? { from: 0, to: sizeBytes };
  const whole = () =>
    row.data ? [row.data] : streamPack(folder, row.packId ?? "", { offset: Number(row.offset), sizeBytes });
  if (from === 0 && to === sizeBytes) yield* checked(whole(), hash);
  else if (sizeBytes <= stagedLimit) {
    // A stretch of little is checked with all of it.
    const data: Buffer[] = [];
    for await (const piece of checked(whole(), hash)) data.push(piece);
    yield Buffer.concat(data).subarray(from, to);
  } else yield* streamPack(folder, row.packId ?? "", { offset: Number(row.offset) + from, sizeBytes: to - from });
}

/** Holds each piece back until the next is there, and the last until the hash is right: what is damaged never arrives whole. */
async function* checked(pieces: Iterable<Buffer> | AsyncIterable<Buffer>, hash: Uint8Array): AsyncGenerator<Buffer> {
  const sum = createHash("sha256");
  let held: Buffer | undefined;
  for await (const piece of pieces) {
    sum.update(piece);
    if (held) yield held;
    held = piece;
  }
  if (!sum.digest().equals(hash)) throw new Error(`content ${Buffer.from(hash).toString("hex")} is damaged`);
  if (held) yield held;
}
