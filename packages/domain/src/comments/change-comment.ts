import { type Actor, Refusal } from "@carbyne/kernel";
import { accessComment, accessOwnAccount, type CommentAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace, changeTogether } from "../spaces/index.ts";
import { mentionMails } from "./mention-mail.ts";
import { readText } from "./read-text.ts";
import { refuseUnseen } from "./refuse-unseen.ts";
import { audienceOf, tellAudience } from "./tell.ts";
import { touch } from "./touch.ts";

/** How long what was deleted can be brought back. */
const restoreMs = 3_600_000;

/** Changes what one said oneself. Who is named in it now and was not before is told. */
export async function editComment(
  ctx: Context,
  actor: Actor,
  input: { id: string; text: string; origin?: string | undefined },
): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  const { id, node, threadId, isMine } = await accessComment(ctx, actor, input.id, "comment");
  if (!isMine) throw new Refusal("forbidden", "comment-not-own");
  const { text, mentions } = readText(input.text);
  const before = await ctx.db.prisma.comment.findUnique({ where: { id }, select: { mentions: true } });
  const added = mentions.filter((one) => !before?.mentions.includes(one));
  await refuseUnseen(ctx, node, added);
  const audience = await audienceOf(ctx, { node, threadId, mentions: added, isForNamed: true });
  const author = { name: own.name, address: own.address };
  const mails = await mentionMails(ctx, { audience, node, threadId, text, author, origin: input.origin });
  const at = ctx.clock.now();
  const spaces = [node.spaceId, ...audience.map(({ person }) => person.spaceId)];
  await changeTogether(ctx, spaces, async (client, modseqOf) => {
    const modseq = modseqOf(node.spaceId);
    const { rowCount } = await client.query(
      `UPDATE "Comment" SET "text" = $2, "mentions" = $3, "editedAt" = CASE WHEN "text" = $2 THEN "editedAt" ELSE $4 END, "modseq" = $5
       WHERE "id" = $1 AND "deletedAt" IS NULL AND "spaceId" = $6`,
      [id, text, mentions, at, modseq, node.spaceId],
    );
    if (!rowCount) throw new Refusal("not-found", "comment-unknown");
    await touch(client, { nodeId: node.id, threadId, modseq });
    await tellAudience(client, audience, { node, threadId, author: own.name || own.address, at });
    await mails(client, modseqOf);
  });
}

/** Deletes a comment: one's own, or any on what one may change. It can be brought back for an hour. */
export async function deleteComment(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const comment = await accessDeletable(ctx, actor, id);
  await changeSpace(ctx, comment.node.spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      'UPDATE "Comment" SET "deletedAt" = $2, "deletedById" = $3, "modseq" = $4 WHERE "id" = $1 AND "deletedAt" IS NULL AND "spaceId" = $5',
      [id, ctx.clock.now(), comment.node.accountId, modseq, comment.node.spaceId],
    );
    if (!rowCount) throw new Refusal("not-found", "comment-unknown");
    await touch(client, { nodeId: comment.node.id, threadId: comment.threadId, modseq });
  });
}

/** Brings back a comment that one deleted within the last hour. */
export async function restoreComment(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const comment = await accessDeletable(ctx, actor, id);
  const since = new Date(ctx.clock.now().getTime() - restoreMs);
  await changeSpace(ctx, comment.node.spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      `UPDATE "Comment" SET "deletedAt" = NULL, "deletedById" = NULL, "modseq" = $4
       WHERE "id" = $1 AND "deletedAt" >= $2 AND "deletedById" = $3 AND "spaceId" = $5`,
      [id, since, comment.node.accountId, modseq, comment.node.spaceId],
    );
    if (!rowCount) throw new Refusal("not-found", "undo-too-late");
    await touch(client, { nodeId: comment.node.id, threadId: comment.threadId, modseq });
  });
}

async function accessDeletable(ctx: Context, actor: Actor, id: string): Promise<CommentAccess> {
  const comment = await accessComment(ctx, actor, id, "comment");
  return comment.isMine ? comment : accessComment(ctx, actor, id, "write");
}
