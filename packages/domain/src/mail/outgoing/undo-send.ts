import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../deliver-message.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";

/** Takes a message back that has not left yet: its Sent copy becomes a draft again. Refuses when it is too late. */
export async function undoSend(
  ctx: Context,
  actor: Actor,
  { sendId }: { sendId: string },
): Promise<{ draftId: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId } = account;
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    // A claim of the queue takes the recipients' rows first: either it sees none of them or this sees a lease.
    const { rows } = isId(sendId)
      ? await client.query<{ messageId: string | null }>(
          `DELETE FROM "OutboundMessage" o WHERE o."id" = $1 AND o."accountId" = $2 AND o."notBefore" > $3 AND NOT EXISTS (
             SELECT 1 FROM "OutboundRecipient" r WHERE r."outboundId" = o."id" AND (r."attempts" > 0 OR r."leasedUntil" IS NOT NULL OR r."state" <> 'queued'))
           RETURNING o."messageId"`,
          [sendId, account.id, ctx.clock.now()],
        )
      : { rows: [] };
    const messageId = rows[0]?.messageId;
    if (!messageId) throw new Refusal("conflict", "undo-send-too-late");
    const sent = await mailboxByRole(client, spaceId, "sent");
    const drafts = await mailboxByRole(client, spaceId, "drafts");
    const { rows: places } = await client.query<{ uid: string }>(
      'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "messageId" = $2',
      [sent, messageId],
    );
    const moved = await movePlaces(client, modseq, {
      fromMailboxId: sent,
      uids: places.map((place) => Number(place.uid)),
      toMailboxId: drafts,
    });
    if (moved.length === 0) throw new Refusal("conflict", "undo-send-too-late");
    const change = { mode: "add", flags: flag.draft, keywords: [] } as const;
    await setFlags(client, modseq, { mailboxId: drafts, uids: moved.map((one) => one.to), change });
    const draftId = newId();
    await client.query('INSERT INTO "Draft" ("id", "spaceId", "messageId", "savedAt") VALUES ($1, $2, $3, $4)', [
      draftId,
      spaceId,
      messageId,
      ctx.clock.now(),
    ]);
    return { draftId };
  });
}
