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
  /** Names this save. */
  readonly saveId?: string | undefined;
  /** Saves since that version whose answers were lost: what one of them left is what is gone on with. */
  readonly tried?: readonly string[] | undefined;
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
  { draftId, version, saveId, tried = [], content }: SaveDraftInput,
): Promise<{ draftId: string; version: string; savedAt: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const before = draftId ? await accessDraft(ctx, actor, draftId, "change") : null;
  const spaceId = before?.spaceId ?? account.spaceId;
  if (content.fromAddress) await accessSender(ctx, account, content.fromAddress);
  const raw = await composeBytes(await composeDraft(ctx, actor, { account, content }), { keepBcc: true });
  const message = await prepareMessage(ctx, raw, { verdict: "local" });
  const savedAt = ctx.clock.now();
  const { id, saved } = await changeSpace(ctx, spaceId, async (client, modseq) => {
    const known = draftId ?? (await savedBy(client, { spaceId, tried }));
    if (known) await dropDraft(client, modseq, { ...placeOf(before, spaceId), draftId: known, version, tried });
    const id = known ?? newId();
    const mailboxId = before?.sharedMailboxId ?? (await mailboxByRole(client, spaceId, "drafts"));
    const target = { spaceId, modseq, mailboxId, flags: flag.seen | flag.draft, keywords: [] };
    const stored = await message.store(client, target);
    await client.query(
      `INSERT INTO "Draft" ("id", "spaceId", "messageId", "replyToMessageId", "forwardOfMessageId", "identityId", "wantsDelivery", "savedAt", "saveId", "chatRoomId", "chatMessageId") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        spaceId,
        stored.messageId,
        content.inReplyToMessageId,
        content.forwardOfMessageId,
        content.identityId,
        content.wantsDelivery ?? false,
        savedAt,
        saveId ?? null,
        content.fromChat?.roomId,
        content.fromChat?.messageId,
      ],
    );
    return { id, saved: stored.messageId };
  });
  return { draftId: id, version: saved, savedAt: savedAt.toISOString() };
}

/** The draft that one of these saves began. */
async function savedBy(
  client: pg.PoolClient,
  { spaceId, tried }: { spaceId: string; tried: readonly string[] },
): Promise<string | undefined> {
  if (tried.length === 0) return undefined;
  const { rows } = await client.query<{ id: string }>(
    'SELECT "id" FROM "Draft" WHERE "spaceId" = $1 AND "saveId" = ANY($2) LIMIT 1',
    [spaceId, tried],
  );
  return rows[0]?.id;
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
    tried = [],
  }: {
    spaceId: string;
    sharedMailboxId: string | null;
    draftId: string;
    version?: string | undefined;
    tried?: readonly string[];
  },
): Promise<void> {
  const { rows } = isId(draftId)
    ? await client.query<{ messageId: string; mailboxId: string; uid: string; saveId: string | null }>(
        `SELECT p."messageId", p."mailboxId", p."uid", (SELECT d."saveId" FROM "Draft" d WHERE d."messageId" = p."messageId") AS "saveId" FROM "MailboxMessage" p
         WHERE p."spaceId" = $1 AND ($3::uuid IS NULL OR p."mailboxId" = $3) AND p."flags" & 16 <> 0 AND p."messageId" = coalesce((SELECT d."messageId" FROM "Draft" d WHERE d."id" = $2 AND d."spaceId" = $1), $2)`,
        [spaceId, draftId, sharedMailboxId],
      )
    : { rows: [] };
  if (rows.length === 0) throw new Refusal("not-found", "draft-unknown");
  const isWhatWasSeen = rows.some(
    (row) => row.messageId === version || (row.saveId !== null && tried.includes(row.saveId)),
  );
  if (version !== undefined && !isWhatWasSeen) throw new Refusal("conflict", "draft-changed");
  await client.query('DELETE FROM "Draft" WHERE "messageId" = ANY($1)', [rows.map((row) => row.messageId)]);
  for (const { mailboxId, uid } of rows) await expungePlaces(client, modseq, { mailboxId, uids: [Number(uid)] });
}
