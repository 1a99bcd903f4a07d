import { readPack } from "./pack-file.ts";

/** Where content lies, as a row of another query brings it along: staged bytes, or a place in a pack. */
export type Placed = {
  readonly data: Buffer | null;
  readonly packId: string | null;
  readonly offset: string | null;
  readonly contentBytes: string | null;
};

/** For queries that read content with the rows that refer to it, in one question: the columns of `Placed`, and the join on a hash column. */
export const placed = {
  columns: `s."data", b."packId"::text AS "packId", b."offset", b."sizeBytes" AS "contentBytes"`,
  join: (hash: string) => `LEFT JOIN "Blob" b ON b."hash" = ${hash} LEFT JOIN "StagedBlob" s ON s."hash" = b."hash"`,
};

/** The content at a place; throws when there is none, which is a fault of the store and never an answer. */
export async function openPlaced(folder: string, { data, packId, offset, contentBytes }: Placed): Promise<Buffer> {
  if (data) return data;
  if (!packId) throw new Error("content is missing");
  return readPack(folder, packId, { offset: Number(offset), sizeBytes: Number(contentBytes) });
}
