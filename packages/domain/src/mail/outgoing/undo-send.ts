import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { takeBack } from "./take-back.ts";

type Row = { messageId: string | null; replyToMessageId: string | null; forwardOfMessageId: string | null };

/** Takes a message back that has not left yet: its copy becomes a draft again. Refuses when it is too late. */
export async function undoSend(
  ctx: Context,
  actor: Actor,
  { sendId }: { sendId: string },
): Promise<{ draftId: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId } = account;
  const now = ctx.clock.now();
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    // A claim of the queue takes the recipients' rows first: either it sees none of them or this sees a lease.
    const { rows } = isId(sendId)
      ? await client.query<Row>(
          `DELETE FROM "OutboundMessage" o WHERE o."id" = $1 AND o."accountId" = $2 AND o."notBefore" > $3 AND NOT EXISTS (
             SELECT 1 FROM "OutboundRecipient" r WHERE r."outboundId" = o."id" AND (r."attempts" > 0 OR r."leasedUntil" IS NOT NULL OR r."state" NOT IN ('queued', 'held')))
           RETURNING o."messageId", o."replyToMessageId", o."forwardOfMessageId"`,
          [sendId, account.id, now],
        )
      : { rows: [] };
    const [row] = rows;
    if (!row?.messageId) throw new Refusal("conflict", "undo-send-too-late");
    return takeBack(client, modseq, { ...row, messageId: row.messageId, spaceId, now });
  });
}
