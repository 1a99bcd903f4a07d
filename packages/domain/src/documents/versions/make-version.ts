import { crc32 } from "node:zlib";
import type pg from "pg";
import { type DocumentKind, documentMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { putDocumentVersion } from "../../files/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { askText } from "../text-thread/ask-text.ts";
import { loadUpdates } from "../updates.ts";

type Making = {
  readonly id: string;
  /** Who asked for it; null for one that is made by itself. */
  readonly accountId: string | null;
  /** A named one is kept whatever the limits say. */
  readonly name?: string;
  /** Whether the document is about to go for good: then nobody's room matters. */
  readonly isLast?: boolean;
};

type Row = {
  spaceId: string;
  mime: string;
  kind: DocumentKind;
  seq: string;
  versionSeq: string;
  changedBy: string[];
};

/**
 * Makes what a document says now a version of it. Null when nothing changed since the newest one, unless that is to have a name. Done by two at once one
 * of them makes it; whoever dies before the commit has made nothing.
 */
export async function makeVersion(ctx: Context, making: Making): Promise<string | null> {
  const { id, name = "", isLast = false } = making;
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT n."spaceId", n."mime", d."kind", d."seq", d."versionSeq", d."changedBy" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId"
     WHERE d."nodeId" = $1`,
    [id],
  );
  const [before] = rows;
  // A file was put in its place: it is no document now.
  if (!before || before.mime !== documentMime[before.kind]) return null;
  if (before.seq === before.versionSeq && name === "") return null;
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (!loaded) return null;
  const content = await stateOf(ctx, loaded.updates);
  return changeSpace(ctx, before.spaceId, async (client, modseq) => {
    const now = await lockDocument(client, id);
    // It was made anew, or another one made a later version meanwhile.
    if (!now || now.epoch !== loaded.epoch || BigInt(now.versionSeq) > loaded.seq) return null;
    // Who came in while this was read is named too; nobody who wrote is left out.
    const authors = BigInt(before.seq) === loaded.seq ? before.changedBy : now.changedBy;
    const made = {
      ...making,
      name,
      isLast,
      ...before,
      authors,
      content,
      now,
      modseq,
      at: ctx.clock.now(),
      upTo: loaded.seq,
    };
    const isKnown = BigInt(now.versionSeq) === loaded.seq || content.hash.equals(now.blobHash);
    const versionId = isKnown ? await nameKnown(client, made) : await putNew(client, made);
    await settle(client, { id, seq: loaded.seq, at: made.at });
    return versionId;
  });
}

async function stateOf(ctx: Context, updates: readonly Uint8Array[]) {
  const [first, ...more] = updates;
  const state = first && more.length === 0 ? first : await askText(ctx, "join", { updates });
  const { hash, write } = await ctx.blobs.prepare(state);
  return { hash, write, sizeBytes: state.length, crc: crc32(state) | 0 };
}

type Made = Required<Making> &
  Pick<Row, "spaceId" | "mime"> & {
    readonly authors: readonly string[];
    readonly content: Awaited<ReturnType<typeof stateOf>>;
    readonly now: Locked;
    readonly modseq: bigint;
    readonly at: Date;
    readonly upTo: bigint;
  };

async function putNew(client: pg.ClientBase, made: Made): Promise<string> {
  const { id, now, mime } = made;
  await made.content.write(client);
  return putDocumentVersion(client, {
    ...made,
    nodeId: id,
    content: { ...made.content, mime },
    isAutomatic: made.accountId === null,
    editorId: await lastAuthor(client, made),
    updatedAt: now.changedAt,
  });
}

/** The newest version says it already: a name is its name, unless it has one, which stays. */
async function nameKnown(client: pg.ClientBase, made: Made): Promise<string | null> {
  const { id, name, now, modseq, spaceId, accountId, mime, at, authors } = made;
  if (name === "") return null;
  if (now.note !== "") {
    const again = {
      nodeId: id,
      content: { ...made.content, mime },
      isAutomatic: false,
      editorId: null,
      updatedAt: null,
    };
    return putDocumentVersion(client, { ...again, spaceId, accountId, at, modseq, authors, name });
  }
  await nameIn(client, { nodeId: id, versionId: now.versionId, name, modseq });
  return now.versionId;
}

/** Gives a version a name, with which it is kept, or takes it away, under the space's lock. */
export async function nameIn(
  client: pg.ClientBase,
  { nodeId, versionId, name, modseq }: { nodeId: string; versionId: string; name: string; modseq: bigint },
): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE "NodeVersion" SET "note" = $3, "isKept" = $3 <> \'\' WHERE "id" = $1 AND "nodeId" = $2',
    [versionId, nodeId, name],
  );
  await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [nodeId, modseq]);
  return rowCount === 1;
}

type Locked = {
  epoch: number;
  versionSeq: string;
  changedBy: string[];
  changedAt: Date | null;
  versionId: string;
  blobHash: Buffer;
  note: string;
};

async function lockDocument(client: pg.ClientBase, id: string): Promise<Locked | undefined> {
  const { rows } = await client.query<Locked>(
    `SELECT d."epoch", d."versionSeq", d."changedBy", d."changedAt", v."id" AS "versionId", v."blobHash", v."note" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId"
       JOIN "NodeVersion" v ON v."id" = n."versionId" WHERE d."nodeId" = $1 FOR UPDATE OF d`,
    [id],
  );
  return rows[0];
}

async function lastAuthor(client: pg.ClientBase, { id, upTo }: { id: string; upTo: bigint }): Promise<string | null> {
  const { rows } = await client.query<{ authorId: string }>(
    'SELECT "authorId" FROM "DocUpdate" WHERE "nodeId" = $1 AND "seq" <= $2 AND "authorId" IS NOT NULL ORDER BY "seq" DESC LIMIT 1',
    [id, upTo],
  );
  return rows[0]?.authorId ?? null;
}

/** Says that all up to an update is in a version. What came meanwhile waits for the next one, with those whose it is as far as that is known. */
async function settle(client: pg.ClientBase, { id, seq, at }: { id: string; seq: bigint; at: Date }): Promise<void> {
  await client.query(
    `UPDATE "Document" d SET "versionSeq" = $2,
       "changedSince" = CASE WHEN d."seq" > $2 THEN coalesce(l."since", d."changedAt", $3) END,
       "changedAt" = CASE WHEN d."seq" > $2 THEN coalesce(d."changedAt", $3) END,
       "changedBy" = CASE WHEN d."seq" <= $2 THEN '{}' WHEN l."count" = d."seq" - $2 THEN l."authors" ELSE d."changedBy" END
     FROM (SELECT min(u."at") AS "since", count(*) AS "count",
         coalesce(array_agg(DISTINCT u."authorId") FILTER (WHERE u."authorId" IS NOT NULL), '{}') AS "authors"
       FROM "DocUpdate" u WHERE u."nodeId" = $1 AND u."seq" > $2) l
     WHERE d."nodeId" = $1`,
    [id, seq, at],
  );
}
