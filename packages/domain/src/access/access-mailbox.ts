import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";

export type MailboxRight = "read" | "write" | "insert" | "delete" | "manage";

export type MailboxRole = "inbox" | "sent" | "drafts" | "archive" | "trash" | "junk";

export type MailboxAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly role: MailboxRole | null;
};

/** A mailbox of the actor's own space, or one that a grant gives `need` on; any other is not found, also when it exists. */
export async function accessMailbox(
  ctx: Context,
  actor: Actor,
  id: string,
  need: MailboxRight,
): Promise<MailboxAccess> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<MailboxAccess>({
        name: "access-mailbox",
        text: `SELECT m."id", m."spaceId", m."parentId", m."name", m."role" FROM "Mailbox" m WHERE m."id" = $1 AND (m."spaceId" = $2 OR EXISTS (
                 SELECT 1 FROM "Grant" g WHERE g."objectKind" = 'mailbox' AND g."objectId" = m."id" AND g."subjectKind" = 'account'
                   AND g."subjectId" = $3 AND $4 = ANY(g."rights") AND (g."expiresAt" IS NULL OR g."expiresAt" > $5)))`,
        values: [id, account.spaceId, account.id, need, ctx.clock.now()],
      })
    : { rows: [] };
  const mailbox = rows[0];
  if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
  return mailbox;
}
