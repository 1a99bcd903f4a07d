import { type Part, readLeaving, readReceiptRequest, type Summary } from "@carbyne/mime";
import type { Context } from "../../context.ts";
import type { DetailContext, DetailRow } from "./details.ts";
import { type LeavingView, leavingView, leftLists, listKeyOf } from "./leave-list.ts";
import { type ReceiptView, receiptView } from "./receipts.ts";
import { isExternal, type Warning, warningsOf } from "./warnings.ts";

/** What a message makes a reader think or do about its sender. */
export type SenderDetails = {
  /** Why to look twice, the gravest first. */
  readonly warnings: readonly Warning[];
  /** It comes from outside, and an administrator wants that to be seen. */
  readonly isExternal: boolean;
  readonly leaving: LeavingView | null;
  readonly receipt: ReceiptView | null;
};

export const noSenderDetails: SenderDetails = { warnings: [], isExternal: false, leaving: null, receipt: null };

/** What concerns the sender of a message that came in; nothing of what one wrote oneself. */
export async function senderDetailsOf(
  ctx: Context,
  { account, isOwn, known, settings }: DetailContext,
  { row, part, summary }: { row: DetailRow; part: Part; summary: Summary },
): Promise<SenderDetails> {
  const isWritten = row.roles.some((role) => role === "sent" || role === "drafts" || role === "scheduled");
  if (isWritten) return noSenderDetails;
  const leaving = readLeaving(part);
  const key = listKeyOf(summary);
  const left = leaving && isOwn && key !== "" ? await leftLists(ctx, account.id, [key]) : null;
  const choice = settings["mail.receiptAnswer"].value;
  const isJunk = row.roles.includes("junk");
  return {
    warnings: warningsOf(known, row, { isList: summary.listId !== null || leaving !== null }),
    isExternal: settings["mail.externalBadge"].value === true && isExternal(known, row),
    leaving: left && leavingView(leaving, left.get(key)),
    receipt: isOwn && !isJunk ? receiptView(readReceiptRequest(part), { choice, keywords: row.keywords.flat() }) : null,
  };
}
