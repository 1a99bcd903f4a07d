import { readPack } from "./pack-file.ts";
import { hashOf } from "./stage.ts";

/** Where content lies, as a row of another query brings it along: staged bytes, or a place in a pack. */
export type Placed = {
  readonly contentHash: Buffer | null;
  readonly data: Buffer | null;
  readonly packId: string | null;
  readonly offset: string | null;
  readonly contentBytes: string | null;
};

/** For queries that read content with the rows that refer to it, in one question: the columns of `Placed`, and the join on a hash column. */
export const placed = {
  columns: `b."hash" AS "contentHash", s."data", b."packId"::text AS "packId", b."offset", b."sizeBytes" AS "contentBytes"`,
  join: (hash: string) => `LEFT JOIN "Blob" b ON b."hash" = ${hash} LEFT JOIN "StagedBlob" s ON s."hash" = b."hash"`,
};

/** The content at a place; throws when there is none or it is damaged, which is a fault of the store and never an answer. */
export async function openPlaced(folder: string, placed: Placed): Promise<Buffer> {
  const { contentHash, packId, offset, contentBytes } = placed;
  if (!contentHash || !(placed.data || packId)) throw new Error("content is missing");
  const data =
    placed.data ?? (await readPack(folder, packId ?? "", { offset: Number(offset), sizeBytes: Number(contentBytes) }));
  if (!hashOf(data).equals(contentHash)) throw damaged(contentHash);
  return data;
}

export function damaged(hash: Uint8Array): Error {
  return new Error(`content ${Buffer.from(hash).toString("hex")} is damaged`);
}

export function missing(hash: Uint8Array): Error {
  return new Error(`content ${Buffer.from(hash).toString("hex")} is missing`);
}
