import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessLiveNode, accessNode, type NodeAccess, type NodeRight } from "./access-node.ts";

export type ThreadAccess = { readonly id: string; readonly node: NodeAccess };

export type CommentAccess = {
  readonly id: string;
  readonly threadId: string;
  readonly node: NodeAccess;
  readonly isMine: boolean;
};

/**
 * A thread of comments on an entry with the right on that; of what is in the trash nothing changes. One on an entry that the actor may not see is not
 * found, as one that never was.
 */
export async function accessThread(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<ThreadAccess> {
  const { rows } = await ctx.db.pool.query<{ nodeId: string }>({
    name: "access-thread",
    text: 'SELECT "nodeId" FROM "CommentThread" WHERE "id" = $1',
    values: [isId(id) ? id : null],
  });
  return { id, node: await accessCommented(ctx, actor, rows[0]?.nodeId, need) };
}

/** A comment, deleted or not, with the right on the entry that it is about; any other is not found. */
export async function accessComment(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<CommentAccess> {
  const { rows } = await ctx.db.pool.query<{ nodeId: string; threadId: string; authorId: string | null }>({
    name: "access-comment",
    text: 'SELECT "nodeId", "threadId", "authorId" FROM "Comment" WHERE "id" = $1',
    values: [isId(id) ? id : null],
  });
  const node = await accessCommented(ctx, actor, rows[0]?.nodeId, need);
  return { id, threadId: rows[0]?.threadId ?? "", node, isMine: rows[0]?.authorId === node.accountId };
}

async function accessCommented(ctx: Context, actor: Actor, id: string | undefined, need: NodeRight) {
  try {
    return await (need === "read" ? accessNode : accessLiveNode)(ctx, actor, id ?? "", need);
  } catch (error) {
    if (error instanceof Refusal && error.kind === "not-found") throw new Refusal("not-found", "comment-unknown");
    throw error;
  }
}
