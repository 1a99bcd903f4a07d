import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { refuseWithoutRoomLeft } from "../quota/index.ts";
import { settingsOfSpace } from "../settings/index.ts";
import { noteEvents } from "./events.ts";
import { noteVisitIn } from "./list-views.ts";
import { nameKey } from "./names.ts";
import { freeName, refuseTaken, takenNames } from "./taken.ts";
import { refuseMoved } from "./tree.ts";

/** What is done with a file whose name its folder has already: say no, give it a number, or make it the next version of the one that is there. */
export type WhenTaken = "refuse" | "both" | "replace";

/** Bytes that are stored, or will be with the transaction. */
export type Content = {
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly crc: number;
  readonly mime: string;
};

type Put = {
  readonly spaceId: string;
  /** Null for a visitor, who has none. */
  readonly accountId: string | null;
  readonly content: Content;
  readonly at: Date;
  readonly modseq: bigint;
};

/** Puts a file into a folder, under the space's lock. One that is there with the same bytes stays as it is. */
export async function putFile(
  client: pg.ClientBase,
  put: Put & { parentId: string; name: string; whenTaken: WhenTaken },
): Promise<{ id: string; name: string }> {
  const { parentId, whenTaken, content } = put;
  const there = (await takenNames(client, parentId, [put.name])).get(put.name);
  if (there?.kind === "file" && whenTaken !== "both") {
    const { rowCount } = await client.query(
      'SELECT 1 FROM "Node" n JOIN "NodeVersion" v ON v."id" = n."versionId" WHERE n."id" = $1 AND v."blobHash" = $2',
      [there.id, content.hash],
    );
    if (rowCount) {
      await noteVisitIn(client, { ...put, nodeId: there.id });
      return { id: there.id, name: put.name };
    }
    if (whenTaken === "replace") {
      await putVersion(client, { ...put, nodeId: there.id });
      return { id: there.id, name: put.name };
    }
  }
  const name = there && whenTaken !== "refuse" ? await freeName(client, parentId, put.name) : put.name;
  return createFile(client, { ...put, name });
}

/** Puts a file under a name that its folder does not have, under the space's lock; it is the author's latest visit. */
export async function createFile(
  client: pg.ClientBase,
  put: Put & { parentId: string; name: string },
): Promise<{ id: string; name: string }> {
  const { spaceId, accountId, content, at, modseq, parentId, name } = put;
  await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes: content.sizeBytes });
  const [id, versionId] = [newId(), newId()];
  // In one statement: neither row may be there without the other, and each question more would be waited for under the lock.
  await refuseTaken(name, () =>
    client.query({
      name: "create-file",
      text: `WITH node AS (
          INSERT INTO "Node" ("id", "spaceId", "parentId", "kind", "isFolder", "name", "nameKey", "versionId", "sizeBytes", "mime", "creatorId", "editorId",
            "modseq", "createdModseq", "createdAt", "updatedAt")
          VALUES ($1, $2, $3, 'file', false, $4, $5, $6, $7, $8, $9, $9, $10, $10, $11, $11)),
        event AS (INSERT INTO "NodeEvent" ("id", "nodeId", "accountId", "verb", "at") VALUES ($14, $1, $9, 'created', $11)),
        visit AS (INSERT INTO "NodeVisit" ("accountId", "nodeId", "at") SELECT $9::uuid, $1::uuid, $11::timestamptz WHERE $9::uuid IS NOT NULL)
        INSERT INTO "NodeVersion" ("id", "nodeId", "spaceId", "number", "blobHash", "sizeBytes", "crc", "mime", "authorId", "createdAt")
        VALUES ($6, $1, $2, 1, $12, $7, $13, $8, $9, $11)`,
      values: [
        id,
        spaceId,
        parentId,
        name,
        nameKey(name),
        versionId,
        content.sizeBytes,
        content.mime,
        accountId,
        modseq,
        at,
        content.hash,
        content.crc,
        newId(),
      ],
    }),
  );
  return { id, name };
}

/** Makes content the next version of a file, under the space's lock; the oldest that are one too many go. */
export async function putVersion(
  client: pg.ClientBase,
  put: Put & { nodeId: string; note?: string; verb?: "uploaded" | "version-restored" },
): Promise<string> {
  const { nodeId, spaceId, accountId, content, at, modseq, note = "", verb = "uploaded" } = put;
  await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes: content.sizeBytes });
  const id = await insertVersion(client, { nodeId, spaceId, accountId, content, at, note });
  const { rowCount } = await client.query(
    'UPDATE "Node" SET "versionId" = $2, "sizeBytes" = $3, "mime" = $4, "editorId" = $5, "updatedAt" = $6, "modseq" = $7 WHERE "id" = $1 AND "spaceId" = $8',
    [nodeId, id, content.sizeBytes, content.mime, accountId, at, modseq, spaceId],
  );
  // It has gone to another space since it was asked for: its bytes would count for nobody.
  if (rowCount === 0) await refuseMoved(client, spaceId, [nodeId]);
  await trimVersions(client, { nodeId, versionId: id, spaceId });
  await noteEvents(client, { ids: [nodeId], accountId, verb, at });
  if (verb === "uploaded") await noteVisitIn(client, { accountId, nodeId, at });
  return id;
}

type NewVersion = Omit<Put, "modseq"> & {
  readonly nodeId: string;
  readonly note: string;
  /** Of a document: who wrote it, whether nobody asked for it, and whether it stays whatever the limits say. */
  readonly authors?: readonly string[];
  readonly isAutomatic?: boolean;
  readonly isKept?: boolean;
};

/** Writes a version of a file, under the space's lock. */
export async function insertVersion(client: pg.ClientBase, version: NewVersion): Promise<string> {
  const { nodeId, spaceId, accountId, content, at, note, authors = [], isAutomatic = false, isKept = false } = version;
  const id = newId();
  await client.query(
    `INSERT INTO "NodeVersion" ("id", "nodeId", "spaceId", "number", "blobHash", "sizeBytes", "crc", "mime", "authorId", "note", "createdAt", "authors",
       "isAutomatic", "isKept")
     VALUES ($1, $2, $3, (SELECT coalesce(max("number"), 0) + 1 FROM "NodeVersion" WHERE "nodeId" = $2), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      nodeId,
      spaceId,
      content.hash,
      content.sizeBytes,
      content.crc,
      content.mime,
      accountId,
      note,
      at,
      authors,
      isAutomatic,
      isKept,
    ],
  );
  return id;
}

/** Removes the oldest versions of a file that are more than its space keeps, beside the present one. */
export async function trimVersions(
  client: pg.ClientBase,
  { nodeId, versionId, spaceId }: { nodeId: string; versionId: string; spaceId: string },
): Promise<void> {
  const versionsKept = Number((await settingsOfSpace(client, spaceId))["files.versionsKept"].value);
  await client.query(
    `DELETE FROM "NodeVersion" WHERE "id" IN (
       SELECT "id" FROM "NodeVersion" WHERE "nodeId" = $1 AND NOT "isKept" AND "id" <> $2 ORDER BY "number" DESC OFFSET $3)`,
    [nodeId, versionId, versionsKept - 1],
  );
}
