import { type Actor, actingAccount, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { grantedOn } from "./held-grants.ts";

export type DraftAccess = {
  /** What the draft is now. */
  readonly messageId: string;
  readonly blobHash: Buffer;
  readonly spaceId: string;
  /** The mailbox of somebody else that it lies in; null for one's own mail. */
  readonly sharedMailboxId: string | null;
};

type Row = DraftAccess & { readonly mayChange: boolean };

/**
 * A draft by its id, or by its message's when another client wrote it: in the actor's own mail, or in a mailbox of somebody else that may be read.
 * To go on with that one the actor must be allowed to put in and to take out there; null for any that is not found.
 */
export async function findDraft(
  ctx: Context,
  actor: Actor,
  draftId: string,
  need: "read" | "change",
): Promise<DraftAccess | null> {
  const accountId = actingAccount(actor);
  if (!isId(draftId) || !accountId) return null;
  const granted = (right: string) =>
    grantedOn({ id: 'p."mailboxId"', spaceId: 'p."spaceId"' }, { need: `'${right}'`, at: "$3" });
  const { rows } = await ctx.db.pool.query<Row>({
    name: "access-draft",
    text: `SELECT m."id" AS "messageId", m."blobHash", m."spaceId",
             CASE WHEN p."spaceId" = a."spaceId" THEN NULL ELSE p."mailboxId" END AS "sharedMailboxId",
             (p."spaceId" = a."spaceId" OR (${granted("insert")} AND ${granted("delete")})) AS "mayChange"
           FROM "Account" a JOIN "Domain" ad ON ad."id" = a."domainId"
             JOIN "Message" m ON m."id" = coalesce((SELECT d."messageId" FROM "Draft" d WHERE d."id" = $1), $1)
             JOIN "MailboxMessage" p ON p."messageId" = m."id" AND p."flags" & 16 <> 0
           WHERE a."id" = $2 AND a."state" = 'active' AND ad."state" = 'active' AND (p."spaceId" = a."spaceId" OR ${granted("read")})
           ORDER BY "mayChange" DESC LIMIT 1`,
    values: [draftId, accountId, ctx.clock.now()],
  });
  const draft = rows[0];
  if (!draft) return null;
  if (need === "change" && !draft.mayChange) throw new Refusal("forbidden", "share-right-missing");
  const { messageId, blobHash, spaceId, sharedMailboxId } = draft;
  return { messageId, blobHash, spaceId, sharedMailboxId };
}

/** The same, refused when it is not found: sent or discarded in another tab, or never the actor's to see. */
export async function accessDraft(
  ctx: Context,
  actor: Actor,
  draftId: string,
  need: "read" | "change",
): Promise<DraftAccess> {
  const draft = await findDraft(ctx, actor, draftId, need);
  if (!draft) throw new Refusal("not-found", "draft-unknown");
  return draft;
}
