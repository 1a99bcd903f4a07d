import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessSender } from "../../access/index.ts";
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
 * change their content (RFC 9051 §2.3.1.1). Also goes on with a draft that another client began, by its message id.
 */
export async function saveDraft(
  ctx: Context,
  actor: Actor,
  { draftId, version, content }: SaveDraftInput,
): Promise<{ draftId: string; version: string; savedAt: string }> {
  const account = await accessOwnAccount(ctx, actor);
  if (content.fromAddress) await accessSender(ctx, account, content.fromAddress);
  const raw = await composeBytes(await composeDraft(ctx, actor, { account, content }), { keepBcc: true });
  const message = await prepareMessage(ctx, raw, { verdict: "local" });
  const savedAt = ctx.clock.now();
  const id = draftId ?? newId();
  const saved = await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    if (draftId) await dropDraft(client, modseq, { spaceId: account.spaceId, draftId, version });
    const mailboxId = await mailboxByRole(client, account.spaceId, "drafts");
    const target = { spaceId: account.spaceId, modseq, mailboxId, flags: flag.seen | flag.draft, keywords: [] };
    const stored = await message.store(client, target);
    await client.query(
      `INSERT INTO "Draft" ("id", "spaceId", "messageId", "replyToMessageId", "forwardOfMessageId", "identityId", "wantsDelivery", "savedAt") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        account.spaceId,
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
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, spaceId, (client, modseq) => dropDraft(client, modseq, { spaceId, draftId, version }));
}

/** Removes the row of a draft and its message. Refuses one that is not there any more, sent or discarded in another tab, or has another version. */
export async function dropDraft(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, draftId, version }: { spaceId: string; draftId: string; version?: string | undefined },
): Promise<void> {
  const { rows } = isId(draftId)
    ? await client.query<{ messageId: string; mailboxId: string; uid: string }>(
        `SELECT p."messageId", p."mailboxId", p."uid" FROM "MailboxMessage" p
         WHERE p."spaceId" = $1 AND p."flags" & 16 <> 0 AND p."messageId" = coalesce((SELECT d."messageId" FROM "Draft" d WHERE d."id" = $2 AND d."spaceId" = $1), $2)`,
        [spaceId, draftId],
      )
    : { rows: [] };
  if (rows.length === 0) throw new Refusal("not-found", "draft-unknown");
  if (version !== undefined && rows.every((row) => row.messageId !== version))
    throw new Refusal("conflict", "draft-changed");
  await client.query('DELETE FROM "Draft" WHERE "messageId" = ANY($1)', [rows.map((row) => row.messageId)]);
  for (const { mailboxId, uid } of rows) await expungePlaces(client, modseq, { mailboxId, uids: [Number(uid)] });
}
