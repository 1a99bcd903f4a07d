import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { refuseUnsafe } from "../scanning/index.ts";
import { numberedName } from "./names.ts";

export type ArchiveEntry = {
  /** From the top of the archive, with `/` between; that of a folder ends with one. */
  readonly path: string;
  readonly changedAt: Date;
  readonly sizeBytes: number;
  /** CRC-32, without sign. */
  readonly crc: number;
  /** The bytes, none for a folder. */
  readonly read: () => AsyncIterable<Buffer>;
};

/** Entries of one archive. */
const mostEntries = 100_000;

type Row = {
  path: string;
  isFolder: boolean;
  updatedAt: Date;
  hash: Buffer | null;
  sizeBytes: string | null;
  crc: number | null;
};

/** Entries with all that lies in them, as an archive lists them: known before the first byte, so that its length is known too. */
export async function archiveEntries(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<{ name: string; entries: ArchiveEntry[] }> {
  const nodes: NodeAccess[] = [];
  for (const id of new Set(ids)) nodes.push(await accessLiveNode(ctx, actor, id, "read"));
  return entriesOf(ctx, nodes);
}

/** The same of entries that the caller has checked the right to read. */
export async function entriesOf(
  ctx: Context,
  nodes: readonly (Pick<NodeAccess, "id" | "name" | "spaceId"> & { readonly isOwn?: boolean })[],
): Promise<{ name: string; entries: ArchiveEntry[] }> {
  const entries: ArchiveEntry[] = [];
  const used = new Set<string>();
  const first = nodes[0]?.name ?? "";
  for (const node of nodes) {
    let name = node.name;
    for (let number = 2; used.has(name); number++) name = numberedName(node.name, number);
    used.add(name);
    const rows = await below(ctx, node.id);
    const contents = rows.flatMap(({ hash, path }) =>
      hash ? [{ hash, name: path.slice(path.lastIndexOf("/") + 1) || node.name }] : [],
    );
    await refuseUnsafe(ctx, contents, node);
    for (const row of rows) entries.push(entryOf(ctx, name, row));
    if (entries.length > mostEntries) throw new Refusal("too-large", "archive-too-large", { max: mostEntries });
  }
  return { name: used.size === 1 ? first : "", entries };
}

async function below(ctx: Context, id: string): Promise<Row[]> {
  const { rows } = await ctx.db.pool.query<Row>(
    `WITH RECURSIVE down AS (
       SELECT n."id", n."isFolder", n."versionId", n."updatedAt", '' AS "path" FROM "Node" n WHERE n."id" = $1
       UNION ALL SELECT n."id", n."isFolder", n."versionId", n."updatedAt", down."path" || '/' || n."name"
       FROM down JOIN "Node" n ON n."parentId" = down."id" AND n."deletedAt" IS NULL)
     SELECT d."path", d."isFolder", d."updatedAt", v."blobHash" AS "hash", v."sizeBytes", v."crc"
     FROM down d LEFT JOIN "NodeVersion" v ON v."id" = d."versionId" ORDER BY d."path" COLLATE "C" LIMIT ${mostEntries + 1}`,
    [id],
  );
  return rows;
}

function entryOf(ctx: Context, top: string, { path, isFolder, updatedAt, hash, sizeBytes, crc }: Row): ArchiveEntry {
  return {
    path: top + path + (isFolder ? "/" : ""),
    changedAt: updatedAt,
    sizeBytes: Number(sizeBytes ?? 0),
    crc: (crc ?? 0) >>> 0,
    read: hash ? () => ctx.blobs.stream(hash) : nothing,
  };
}

async function* nothing(): AsyncGenerator<Buffer> {}
