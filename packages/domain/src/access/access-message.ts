import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";

export type MessageAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly threadId: string;
  readonly blobHash: Buffer;
  readonly internalDate: Date;
};

/** A message that lies in a mailbox of the actor's own space, or in one that a grant lets the actor read; any other is not found. */
export async function accessMessage(ctx: Context, actor: Actor, id: string): Promise<MessageAccess> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<MessageAccess>({
        name: "access-message",
        text: `SELECT m."id", m."spaceId", m."threadId", m."blobHash", m."internalDate" FROM "Message" m WHERE m."id" = $1 AND EXISTS (
                 SELECT 1 FROM "MailboxMessage" p WHERE p."messageId" = m."id" AND (p."spaceId" = $2 OR EXISTS (
                   SELECT 1 FROM "Grant" g WHERE g."objectKind" = 'mailbox' AND g."objectId" = p."mailboxId" AND g."subjectKind" = 'account'
                     AND g."subjectId" = $3 AND 'read' = ANY(g."rights") AND (g."expiresAt" IS NULL OR g."expiresAt" > $4))))`,
        values: [id, account.spaceId, account.id, ctx.clock.now()],
      })
    : { rows: [] };
  const message = rows[0];
  if (!message) throw new Refusal("not-found", "message-unknown");
  return message;
}
