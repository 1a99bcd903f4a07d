import type { Actor } from "@carbyne/kernel";
import { readContent, summarize } from "@carbyne/mime";
import type { Context } from "../../context.ts";
import { hasRemoteContent, isLong } from "./body.ts";
import { type AttachmentView, attachmentView } from "./details.ts";
import { openMessage } from "./open-message.ts";

type Named = { readonly name: string; readonly address: string };

/** A message that came attached to another. Nobody has checked who wrote it. */
export type AttachedMessage = {
  readonly id: string;
  readonly path: string;
  readonly subject: string;
  readonly from: readonly Named[];
  readonly to: readonly Named[];
  readonly cc: readonly Named[];
  /** ISO 8601, as it says itself; null when it does not. */
  readonly date: string | null;
  readonly attachments: readonly AttachmentView[];
  readonly bodyUrl: string;
  readonly hasRemoteImages: boolean;
  readonly isLong: boolean;
};

/** A message that is attached to another, or to one that is attached, with its own attachments. */
export async function getAttachedMessage(
  ctx: Context,
  actor: Actor,
  { messageId, path }: { messageId: string; path: string },
): Promise<AttachedMessage> {
  const { raw, message } = await openMessage(ctx, actor, { id: messageId, path });
  const { subject, from, to, cc, date } = summarize(raw, message);
  const content = readContent(raw, message);
  return {
    id: messageId,
    path,
    subject,
    from,
    to,
    cc,
    date: date?.toISOString() ?? null,
    attachments: content.attachments.map((one) => attachmentView(messageId, one, `${path}.`)),
    bodyUrl: `/mail/messages/${messageId}/body?part=${path}`,
    hasRemoteImages: content.html !== null && hasRemoteContent(content.html),
    isLong: isLong(content),
  };
}
