import type pg from "pg";
import { refuseWithoutRoomLeft } from "../quota/index.ts";
import { type Content, insertVersion, trimVersions } from "./put-file.ts";
import { refuseMoved } from "./tree.ts";

type DocumentVersion = {
  readonly nodeId: string;
  readonly spaceId: string;
  /** Who asked for it; null when nobody did. */
  readonly accountId: string | null;
  readonly content: Content;
  readonly at: Date;
  readonly modseq: bigint;
  readonly authors: readonly string[];
  readonly isAutomatic: boolean;
  /** A name makes it one that is kept. */
  readonly name: string;
  /** Who changed the document last, and when. */
  readonly editorId: string | null;
  readonly updatedAt: Date | null;
  /** Whether it is made before the document goes for good, whatever room there is. */
  readonly isLast?: boolean;
};

/** Makes what a document says now its next version, under the space's lock. It is no event of the file: who wrote in it is told by the version. */
export async function putDocumentVersion(client: pg.ClientBase, version: DocumentVersion): Promise<string> {
  const { nodeId, spaceId, accountId, content, at, modseq, authors, isAutomatic, name: note } = version;
  if (!version.isLast) await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes: content.sizeBytes });
  const made = { nodeId, spaceId, accountId, content, at, note, authors, isAutomatic, isKept: note !== "" };
  const id = await insertVersion(client, made);
  const { rowCount } = await client.query(
    `UPDATE "Node" SET "versionId" = $2, "sizeBytes" = $3, "mime" = $4, "modseq" = $5, "editorId" = coalesce($6, "editorId"),
       "updatedAt" = greatest("updatedAt", $7) WHERE "id" = $1 AND "spaceId" = $8`,
    [nodeId, id, content.sizeBytes, content.mime, modseq, version.editorId, version.updatedAt, spaceId],
  );
  if (rowCount === 0) await refuseMoved(client, spaceId, [nodeId]);
  await trimVersions(client, { nodeId, versionId: id, spaceId });
  return id;
}
