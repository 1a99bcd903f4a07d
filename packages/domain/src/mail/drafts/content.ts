import type { Person } from "../conversations/index.ts";

/** A file of a message being written: one that was uploaded, or a part of a message that the writer has. */
export type AttachmentRef = {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Set for a picture inside of the text, without angle brackets. */
  readonly contentId?: string | undefined;
} & ({ readonly uploadId: string } | { readonly messageId: string; readonly path: string });

/** A message being written, in the form in which the composer holds it. */
export type DraftContent = {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly subject: string;
  /** Pictures refer to `/uploads/<uploadId>`, `/mail/messages/<id>/parts/<path>` or `cid:<contentId>` of an attachment in the list. */
  readonly html: string;
  /** Set for a message of plain text only; the HTML is then not looked at. */
  readonly text?: string | undefined;
  readonly attachments: readonly AttachmentRef[];
  readonly inReplyToMessageId?: string | undefined;
  readonly forwardOfMessageId?: string | undefined;
  /** The identity that it is written as, by which name and answer address are known; goes with `fromAddress`. */
  readonly identityId?: string | undefined;
  readonly priority?: "high" | "low" | undefined;
  /** Asks readers' programs to say that it was read (RFC 8098), and servers that it arrived (RFC 3461). */
  readonly wantsRead?: boolean | undefined;
  readonly wantsDelivery?: boolean | undefined;
  /** The room of the chat, and perhaps the message in it, that it is written from; they hear of it when it leaves. */
  readonly fromChat?: { readonly roomId: string; readonly messageId?: string | undefined } | undefined;
  /** One of the writer's own addresses; the account's when missing. */
  readonly fromAddress?: string | undefined;
};
