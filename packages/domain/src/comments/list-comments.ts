import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessNode, accessThread, findReaders, type NodeRight, type Reader } from "../access/index.ts";
import type { Context } from "../context.ts";
import { readThreads, type ThreadView } from "./read-threads.ts";

export type CommentsPage = {
  readonly threads: readonly ThreadView[];
  /** Of those that were asked for. */
  readonly total: number;
  readonly resolvedCount: number;
  /** Whether the reader may say something, and whether also resolve threads and delete what others say. */
  readonly canComment: boolean;
  readonly canModerate: boolean;
};

const pageSize = 50;

type Asked = {
  /** The entry. */
  id: string;
  isResolved?: boolean | undefined;
  offset?: number | undefined;
  limit?: number | undefined;
};

const hasWords = `EXISTS (SELECT 1 FROM "Comment" c WHERE c."threadId" = t."id" AND c."deletedAt" IS NULL)`;

/** What was said about an entry, the newest threads first: those that are open, or those that are resolved. */
export async function listComments(
  ctx: Context,
  actor: Actor,
  { id, isResolved = false, offset = 0, limit = pageSize }: Asked,
): Promise<CommentsPage> {
  const node = await accessNode(ctx, actor, id, "read");
  const { rows: counts } = await ctx.db.pool.query<{ open: number; resolved: number }>(
    `SELECT count(*) FILTER (WHERE t."resolvedAt" IS NULL)::int AS "open", count(*) FILTER (WHERE t."resolvedAt" IS NOT NULL)::int AS "resolved"
     FROM "CommentThread" t WHERE t."nodeId" = $1 AND ${hasWords}`,
    [id],
  );
  const { open = 0, resolved = 0 } = counts[0] ?? {};
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT t."id" FROM "CommentThread" t WHERE t."nodeId" = $1 AND (t."resolvedAt" IS NOT NULL) = $2 AND ${hasWords}
     ORDER BY t."createdAt" DESC, t."id" DESC OFFSET $3 LIMIT $4`,
    [id, isResolved, offset, limit],
  );
  const threads = await readThreads(ctx.db.pool, { accountId: node.accountId, ids: rows.map((row) => row.id) });
  return {
    threads,
    total: isResolved ? resolved : open,
    resolvedCount: resolved,
    canComment: !node.isTrashed && (await may(ctx, actor, id, "comment")),
    canModerate: !node.isTrashed && (await may(ctx, actor, id, "write")),
  };
}

/** One thread, wherever in the list it stands. */
export async function getThread(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ThreadView> {
  const { node } = await accessThread(ctx, actor, id, "read");
  const [thread] = await readThreads(ctx.db.pool, { accountId: node.accountId, ids: [id] });
  if (!thread) throw new Refusal("not-found", "comment-unknown");
  return thread;
}

const mostFound = 8;

/** People who can be named in a comment on an entry: they may see it. */
export async function findMentionable(
  ctx: Context,
  actor: Actor,
  { id, text }: { id: string; text: string },
): Promise<Omit<Reader, "spaceId">[]> {
  const node = await accessLiveNode(ctx, actor, id, "comment");
  const found = await findReaders(ctx, actor, { node, text, most: mostFound });
  return found.map(({ id: personId, name, address }) => ({ id: personId, name, address }));
}

async function may(ctx: Context, actor: Actor, id: string, right: NodeRight): Promise<boolean> {
  try {
    await accessNode(ctx, actor, id, right);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
