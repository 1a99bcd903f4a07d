import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";
import type { MailboxRight } from "./access-mailbox.ts";
import { grantedOn } from "./held-grants.ts";

export type MessageAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly threadId: string;
  readonly blobHash: Buffer;
  readonly internalDate: Date;
};

/** A message that lies in a mailbox of the actor's own space, or in one on which a grant gives `need`; any other is not found. */
export async function accessMessage(
  ctx: Context,
  actor: Actor,
  id: string,
  need: MailboxRight = "read",
): Promise<MessageAccess> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<MessageAccess>({
        name: "access-message",
        text: `SELECT m."id", m."spaceId", m."threadId", m."blobHash", m."internalDate" FROM "Message" m WHERE m."id" = $1 AND EXISTS (
                 SELECT 1 FROM "MailboxMessage" p, "Account" a WHERE p."messageId" = m."id" AND a."id" = $3
                   AND (p."spaceId" = $2 OR ${grantedOn({ id: 'p."mailboxId"', spaceId: 'p."spaceId"' }, { need: "$5", at: "$4" })}))`,
        values: [id, account.spaceId, account.id, ctx.clock.now(), need],
      })
    : { rows: [] };
  const message = rows[0];
  if (!message) throw new Refusal("not-found", "message-unknown");
  return message;
}
