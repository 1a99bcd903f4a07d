import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessFolder, accessLiveNode, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { refuseWithoutRoomLeft } from "../quota/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { nameKey } from "./names.ts";
import { freeName } from "./taken.ts";
import { checkPlace } from "./tree.ts";

/** Entries that are copied at once. */
const mostCopied = 10_000;

type Source = { id: string; parentId: string; level: number; sizeBytes: string };

/** Copies entries with all that lies in them into a folder; the bytes are there already. Only what a file is now is copied, not what it was. */
export async function copyNodes(
  ctx: Context,
  actor: Actor,
  { ids, parentId }: { ids: readonly string[]; parentId: string },
): Promise<{ copied: { id: string; name: string }[] }> {
  const parent = await accessFolder(ctx, actor, parentId, "write");
  const nodes: NodeAccess[] = [];
  for (const id of new Set(ids)) nodes.push(await accessLiveNode(ctx, actor, id, "read"));
  if (nodes.some((node) => node.parentId === null)) throw new Refusal("forbidden", "node-home-fixed");
  const at = ctx.clock.now();
  const copied = await changeSpace(ctx, parent.spaceId, async (client, modseq) => {
    await checkPlace(
      client,
      parent,
      nodes.map((node) => node.id),
    );
    const done: { id: string; name: string }[] = [];
    let count = 0;
    for (const node of nodes) {
      const name = await freeName(client, parent.id, node.name);
      const made = await copyInside(client, { id: node.id, parent, name, modseq, at, most: mostCopied - count });
      count += made.count;
      done.push({ id: made.id, name });
    }
    return done;
  });
  return { copied };
}

type Place = Pick<NodeAccess, "id" | "spaceId" | "accountId">;

type Copying = {
  readonly id: string;
  readonly parent: Place;
  readonly name: string;
  readonly modseq: bigint;
  readonly at: Date;
  /** Without what lies in it when false. */
  readonly isDeep?: boolean;
  readonly most?: number;
};

/** Copies one entry under the space's lock, by a name that is free. */
export async function copyInside(
  client: pg.ClientBase,
  { id, parent, name, modseq, at, isDeep = true, most = mostCopied }: Copying,
): Promise<{ id: string; count: number }> {
  const sources = (await subtree(client, id)).filter((one) => isDeep || one.level === 0);
  if (sources.length > most) throw new Refusal("too-large", "node-copy-large", { max: mostCopied });
  const bytes = sources.reduce((sum, one) => sum + Number(one.sizeBytes), 0);
  await refuseWithoutRoomLeft(client, { spaceId: parent.spaceId, accountId: parent.accountId, bytes });
  const copies = new Map(sources.map((one) => [one.id, newId()]));
  for (const level of Map.groupBy(sources, (one) => one.level).values())
    await insertCopies(
      client,
      level.map((one) => ({
        from: one.id,
        id: copies.get(one.id) ?? newId(),
        parentId: copies.get(one.parentId) ?? parent.id,
        versionId: newId(),
        name: one.level === 0 ? name : null,
        nameKey: one.level === 0 ? nameKey(name) : null,
      })),
      { parent, modseq, at },
    );
  const made = copies.get(id) ?? "";
  await noteEvents(client, { ids: [made], accountId: parent.accountId, verb: "copied", at });
  return { id: made, count: sources.length };
}

/** An entry and what lies in it and is not in the trash, from the top down. */
async function subtree(client: pg.ClientBase, id: string): Promise<Source[]> {
  const { rows } = await client.query<Source>(
    `WITH RECURSIVE down AS (
       SELECT n."id", n."parentId", n."sizeBytes", 0 AS "level" FROM "Node" n WHERE n."id" = $1
       UNION ALL SELECT n."id", n."parentId", n."sizeBytes", down."level" + 1 FROM down JOIN "Node" n ON n."parentId" = down."id" AND n."deletedAt" IS NULL)
     SELECT down."id", down."parentId", down."level",
       down."sizeBytes" + (SELECT coalesce(sum(p."sizeBytes"), 0) FROM "DocPicture" p WHERE p."nodeId" = down."id") AS "sizeBytes"
     FROM down ORDER BY "level" LIMIT ${mostCopied + 1}`,
    [id],
  );
  return rows;
}

type Copy = {
  from: string;
  id: string;
  parentId: string;
  versionId: string;
  name: string | null;
  nameKey: string | null;
};

async function insertCopies(
  client: pg.ClientBase,
  copies: readonly Copy[],
  { parent, modseq, at }: { parent: Place; modseq: bigint; at: Date },
): Promise<void> {
  await client.query(
    `WITH c AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS c("from", "id", "parentId", "versionId", "name", "nameKey")),
     node AS (
       INSERT INTO "Node" ("id", "spaceId", "parentId", "kind", "isFolder", "name", "nameKey", "description", "versionId", "sizeBytes", "mime", "creatorId", "editorId",
         "modseq", "createdModseq", "createdAt", "updatedAt")
       SELECT c."id", $7, c."parentId", n."kind", n."isFolder", coalesce(c."name", n."name"), coalesce(c."nameKey", n."nameKey"), n."description",
         CASE WHEN n."kind" = 'file' THEN c."versionId" END, n."sizeBytes", n."mime", $8, $8, $9, $9, $10, $10
       FROM c JOIN "Node" n ON n."id" = c."from")
     INSERT INTO "NodeVersion" ("id", "nodeId", "spaceId", "number", "blobHash", "sizeBytes", "crc", "mime", "authorId", "createdAt")
     SELECT c."versionId", c."id", $7, 1, v."blobHash", v."sizeBytes", v."crc", v."mime", $8, $10
     FROM c JOIN "Node" n ON n."id" = c."from" JOIN "NodeVersion" v ON v."id" = n."versionId"`,
    [
      copies.map((one) => one.from),
      copies.map((one) => one.id),
      copies.map((one) => one.parentId),
      copies.map((one) => one.versionId),
      copies.map((one) => one.name),
      copies.map((one) => one.nameKey),
      parent.spaceId,
      parent.accountId,
      modseq,
      at,
    ],
  );
  // What programs have written on them for themselves goes along.
  await client.query(
    `INSERT INTO "NodeProperty" ("nodeId", "namespace", "name", "value") SELECT c."id", p."namespace", p."name", p."value"
     FROM unnest($1::uuid[], $2::uuid[]) AS c("from", "id") JOIN "NodeProperty" p ON p."nodeId" = c."from"`,
    [copies.map((one) => one.from), copies.map((one) => one.id)],
  );
  // What a document says is no version of it; what an office file says is, and its copy is a file until somebody opens it.
  await client.query(
    `WITH c AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS c("from", "id")
       WHERE EXISTS (SELECT 1 FROM "Document" d WHERE d."nodeId" = c."from" AND d."format" IS NULL)),
     document AS (INSERT INTO "Document" ("nodeId", "kind", "seq", "versionSeq", "changedSince", "changedAt", "changedBy")
       SELECT c."id", d."kind", d."seq", d."versionSeq", d."changedSince", d."changedAt", d."changedBy" FROM c JOIN "Document" d ON d."nodeId" = c."from"),
     state AS (INSERT INTO "DocState" ("nodeId", "upTo", "bytes", "at")
       SELECT c."id", s."upTo", s."bytes", s."at" FROM c JOIN "DocState" s ON s."nodeId" = c."from"),
     picture AS (INSERT INTO "DocPicture" ("nodeId", "id", "spaceId", "blobHash", "sizeBytes", "mime", "createdAt")
       SELECT c."id", p."id", $3, p."blobHash", p."sizeBytes", p."mime", p."createdAt" FROM c JOIN "DocPicture" p ON p."nodeId" = c."from")
     INSERT INTO "DocUpdate" ("nodeId", "seq", "authorId", "bytes", "at")
     SELECT c."id", u."seq", u."authorId", u."bytes", u."at" FROM c JOIN "DocUpdate" u ON u."nodeId" = c."from"`,
    [copies.map((one) => one.from), copies.map((one) => one.id), parent.spaceId],
  );
}
