import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessDraft, accessOwnAccount, accessSender, type DraftAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { flag } from "../flags.ts";
import { prepareMessage } from "../store-message.ts";
import { composeBytes, composeDraft } from "./compose.ts";
import type { DraftContent } from "./content.ts";

export type SaveDraftInput = {
  readonly draftId?: string | undefined;
  /** The version that was gone on with. A draft that has another one by now is left as it is. */
  readonly version?: string | undefined;
  readonly content: DraftContent;
};

/**
 * Saves a message being written into Drafts, where every client sees it. The id stays the same while each save is a new message: UIDs never
 * change their content (RFC 9051 §2.3.1.1). Also goes on with a draft that another client began, by its message id, and with one in a mailbox of
 * somebody else, which stays there.
 */
export async function saveDraft(
  ctx: Context,
  actor: Actor,
  { draftId, version, content }: SaveDraftInput,
): Promise<{ draftId: string; version: string; savedAt: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const before = draftId ? await accessDraft(ctx, actor, draftId, "change") : null;
  const spaceId = before?.spaceId ?? account.spaceId;
  if (content.fromAddress) await accessSender(ctx, account, content.fromAddress);
  const raw = await composeBytes(await composeDraft(ctx, actor, { account, content }), { keepBcc: true });
  const message = await prepareMessage(ctx, raw, { verdict: "local" });
  const savedAt = ctx.clock.now();
  const id = draftId ?? newId();
  const saved = await changeSpace(ctx, spaceId, async (client, modseq) => {
    if (draftId) await dropDraft(client, modseq, { ...placeOf(before, spaceId), draftId, version });
    const mailboxId = before?.sharedMailboxId ?? (await mailboxByRole(client, spaceId, "drafts"));
    const target = { spaceId, modseq, mailboxId, flags: flag.seen | flag.draft, keywords: [] };
    const stored = await message.store(client, target);
    await client.query(
      `INSERT INTO "Draft" ("id", "spaceId", "messageId", "replyToMessageId", "forwardOfMessageId", "identityId", "wantsDelivery", "savedAt") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        spaceId,
        stored.messageId,
        content.inReplyToMessageId,
        content.forwardOfMessageId,
        content.identityId,
        content.wantsDelivery ?? false,
        savedAt,
      ],
    );
    return stored.messageId;
  });
  return { draftId: id, version: saved, savedAt: savedAt.toISOString() };
}

/** Throws a draft away; with a version only if it still is that one. */
export async function discardDraft(
  ctx: Context,
  actor: Actor,
  { draftId, version }: { draftId: string; version?: string | undefined },
): Promise<void> {
  await accessOwnAccount(ctx, actor);
  const draft = await accessDraft(ctx, actor, draftId, "change");
  await changeSpace(ctx, draft.spaceId, (client, modseq) =>
    dropDraft(client, modseq, { ...placeOf(draft, draft.spaceId), draftId, version }),
  );
}

/** Where a draft is removed from: one's own mail, or the one mailbox of somebody else that it was found in. */
export function placeOf(draft: DraftAccess | null, own: string): { spaceId: string; sharedMailboxId: string | null } {
  return { spaceId: draft?.spaceId ?? own, sharedMailboxId: draft?.sharedMailboxId ?? null };
}

/** Removes the row of a draft and its message. Refuses one that is not there any more, sent or discarded in another tab, or has another version. */
export async function dropDraft(
  client: pg.PoolClient,
  modseq: bigint,
  {
    spaceId,
    sharedMailboxId,
    draftId,
    version,
  }: { spaceId: string; sharedMailboxId: string | null; draftId: string; version?: string | undefined },
): Promise<void> {
  const { rows } = isId(draftId)
    ? await client.query<{ messageId: string; mailboxId: string; uid: string }>(
        `SELECT p."messageId", p."mailboxId", p."uid" FROM "MailboxMessage" p
         WHERE p."spaceId" = $1 AND ($3::uuid IS NULL OR p."mailboxId" = $3) AND p."flags" & 16 <> 0 AND p."messageId" = coalesce((SELECT d."messageId" FROM "Draft" d WHERE d."id" = $2 AND d."spaceId" = $1), $2)`,
        [spaceId, draftId, sharedMailboxId],
      )
    : { rows: [] };
  if (rows.length === 0) throw new Refusal("not-found", "draft-unknown");
  if (version !== undefined && rows.every((row) => row.messageId !== version))
    throw new Refusal("conflict", "draft-changed");
  await client.query('DELETE FROM "Draft" WHERE "messageId" = ANY($1)', [rows.map((row) => row.messageId)]);
  for (const { mailboxId, uid } of rows) await expungePlaces(client, modseq, { mailboxId, uids: [Number(uid)] });
}
