import { type Actor, Refusal } from "@carbyne/kernel";
import { accessNode, accessOwnAccount, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { homeOf } from "./home.ts";
import { type NodeView, readNodes } from "./read-nodes.ts";
import { seenPath } from "./seen-path.ts";

export type NodeSort = "name" | "size" | "changed" | "type";

export type Folder = {
  readonly id: string;
  readonly name: string;
  readonly isHome: boolean;
  readonly isTrashed: boolean;
  readonly isOwn: boolean;
  /** The root of the team folder that it is in. */
  readonly teamId: string | null;
  /** Whether the reader may put something into it. */
  readonly canWrite: boolean;
  /** Of somebody else's: whether nobody but them writes here because they take more than they may. */
  readonly isOverQuota: boolean;
  /** What is above it, from the home down, or from what was shared. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
};

export type FolderPage = {
  readonly folder: Folder;
  readonly nodes: readonly NodeView[];
  readonly total: number;
  /** The space as it was read; changes after it are told by `nodeChanges`. */
  readonly spaceId: string;
  readonly modseq: string;
};

const keys: Record<NodeSort, string> = {
  name: '"nameKey"',
  size: '"sizeBytes"',
  changed: '"updatedAt"',
  type: '"mime"',
};

const pageSize = 100;

type Asked = {
  /** Null is the actor's home. */
  id: string | null;
  sort?: NodeSort | undefined;
  direction?: "asc" | "desc" | undefined;
  offset?: number | undefined;
  limit?: number | undefined;
};

/** A page of a folder from any place on, folders first. */
export async function listFolder(ctx: Context, actor: Actor, asked: Asked): Promise<FolderPage> {
  const account = await accessOwnAccount(ctx, actor);
  const node = await accessNode(ctx, actor, asked.id ?? (await homeOf(ctx, account.spaceId)), "read");
  const { ids, total, modseq } = await pageOf(ctx, node, asked);
  const path = await seenPath(ctx, { account, node });
  const refusal = node.isOwn ? null : await refusalToWrite(ctx, actor, node.id);
  return {
    folder: {
      id: node.id,
      name: node.name,
      isHome: node.isOwn && node.parentId === null,
      isTrashed: node.isTrashed,
      isOwn: node.isOwn,
      teamId: node.teamId,
      canWrite: refusal === null,
      isOverQuota: refusal?.kind === "over-quota",
      path,
    },
    nodes: await readNodes(ctx, account, ids),
    total,
    spaceId: node.spaceId,
    modseq,
  };
}

/** The entries on a page of a folder that the caller has checked the right to read. */
export async function pageOf(
  ctx: Context,
  node: Pick<NodeAccess, "id" | "spaceId">,
  { sort = "name", direction = "asc", offset = 0, limit = pageSize }: Omit<Asked, "id">,
): Promise<{ ids: string[]; total: number; modseq: string }> {
  const { rows } = await ctx.db.pool.query<{ modseq: string; folders: number; total: number }>({
    name: "count-folder",
    text: `SELECT s."modseq", c.* FROM "Space" s, (
             SELECT count(*) FILTER (WHERE "isFolder")::int AS "folders", count(*)::int AS "total" FROM "Node" WHERE "parentId" = $2 AND "deletedAt" IS NULL) c
           WHERE s."id" = $1`,
    values: [node.spaceId, node.id],
  });
  const { modseq = "0", folders = 0, total = 0 } = rows[0] ?? {};
  const half = { parentId: node.id, sort, direction };
  const first = await idsIn(ctx, { ...half, isFolder: true, total: folders, offset, limit });
  const rest = await idsIn(ctx, {
    ...half,
    isFolder: false,
    total: total - folders,
    offset: Math.max(0, offset - folders),
    limit: limit - first.length,
  });
  return { ids: [...first, ...rest], total, modseq };
}

async function refusalToWrite(ctx: Context, actor: Actor, id: string): Promise<Refusal | null> {
  try {
    await accessNode(ctx, actor, id, "write");
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** One half of a folder is one stretch of an index, which is counted from the end that is nearer. */
async function idsIn(
  ctx: Context,
  asked: {
    parentId: string;
    isFolder: boolean;
    sort: NodeSort;
    direction: "asc" | "desc";
    total: number;
    offset: number;
    limit: number;
  },
): Promise<string[]> {
  const { parentId, isFolder, sort, total, offset } = asked;
  const limit = Math.min(asked.limit, total - offset);
  if (limit <= 0) return [];
  const isNearEnd = offset > total / 2;
  const direction = (asked.direction === "desc") === isNearEnd ? "ASC" : "DESC";
  const order = [...new Set([keys[sort], keys.name, '"id"'])].map((column) => `${column} ${direction}`).join(", ");
  const { rows } = await ctx.db.pool.query<{ id: string }>({
    name: `ids-in-folder-${sort}-${direction}`,
    text: `SELECT "id" FROM "Node" WHERE "parentId" = $1 AND "isFolder" = $2 AND "deletedAt" IS NULL ORDER BY ${order} OFFSET $3 LIMIT $4`,
    values: [parentId, isFolder, isNearEnd ? total - offset - limit : offset, limit],
  });
  const ids = rows.map((row) => row.id);
  return isNearEnd ? ids.toReversed() : ids;
}
