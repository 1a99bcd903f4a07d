import { type Actor, Refusal } from "@carbyne/kernel";
import { accessThread } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { touch } from "./touch.ts";

/** Says that a thread is done with; who said so first stays named. For whoever may change the entry. */
export async function resolveThread(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setResolved(ctx, actor, { id, isResolved: true });
}

/** Opens a thread again. */
export async function reopenThread(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setResolved(ctx, actor, { id, isResolved: false });
}

async function setResolved(
  ctx: Context,
  actor: Actor,
  { id, isResolved }: { id: string; isResolved: boolean },
): Promise<void> {
  const { node } = await accessThread(ctx, actor, id, "write");
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      isResolved
        ? 'UPDATE "CommentThread" SET "resolvedAt" = coalesce("resolvedAt", $3), "resolvedById" = CASE WHEN "resolvedAt" IS NULL THEN $4 ELSE "resolvedById" END WHERE "id" = $1 AND "spaceId" = $2'
        : 'UPDATE "CommentThread" SET "resolvedAt" = NULL, "resolvedById" = NULL WHERE "id" = $1 AND "spaceId" = $2',
      isResolved ? [id, node.spaceId, ctx.clock.now(), node.accountId] : [id, node.spaceId],
    );
    if (!rowCount) throw new Refusal("not-found", "comment-unknown");
    await touch(client, { nodeId: node.id, threadId: id, modseq });
  });
}
