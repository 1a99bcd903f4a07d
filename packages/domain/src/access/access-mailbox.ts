import { type Actor, actingAccount, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";
import { grantedOn } from "./held-grants.ts";

export type MailboxRight = "read" | "write" | "insert" | "delete" | "manage";

export type MailboxRole = "inbox" | "sent" | "drafts" | "archive" | "trash" | "junk" | "scheduled" | "snoozed";

export type MailboxAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly role: MailboxRole | null;
};

/**
 * A mailbox of the actor's own space, or one on which a grant gives `need`. One that the actor may read but not more is refused; any other is not
 * found, also when it exists.
 */
export async function accessMailbox(
  ctx: Context,
  actor: Actor,
  id: string,
  need: MailboxRight,
): Promise<MailboxAccess> {
  const mailbox = isId(id) ? await findMailbox(ctx, actor, id, need) : undefined;
  if (mailbox) return mailbox;
  // Why not: an account that may not act is told so before anything about mailboxes.
  await accessOwnAccount(ctx, actor);
  const readable = need !== "read" && isId(id) ? await findMailbox(ctx, actor, id, "read") : undefined;
  if (readable) throw new Refusal("forbidden", "share-right-missing", { name: readable.name });
  throw new Refusal("not-found", "mailbox-unknown");
}

/** Account and mailbox in one question, since a mail program asks for it with every message. */
async function findMailbox(
  ctx: Context,
  actor: Actor,
  id: string,
  need: MailboxRight,
): Promise<MailboxAccess | undefined> {
  const accountId = actingAccount(actor);
  if (!accountId) return undefined;
  const { rows } = await ctx.db.pool.query<MailboxAccess>({
    name: "access-mailbox",
    text: `SELECT m."id", m."spaceId", m."parentId", m."name", m."role" FROM "Account" a
             JOIN "Domain" d ON d."id" = a."domainId" JOIN "Mailbox" m ON m."id" = $1
           WHERE a."id" = $2 AND a."state" = 'active' AND d."state" = 'active'
             AND (m."spaceId" = a."spaceId" OR ${grantedOn({ id: 'm."id"', spaceId: 'm."spaceId"' }, { need: "$3", at: "$4" })})`,
    values: [id, accountId, need, ctx.clock.now()],
  });
  return rows[0];
}
