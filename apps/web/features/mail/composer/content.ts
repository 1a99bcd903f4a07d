import type { Inputs } from "../../../client/server.ts";
import type { AttachmentRef, DraftContent } from "../types.ts";

type DraftInput = Inputs["drafts"]["save"]["content"];

/** The address at which the editor shows a picture that is part of the message. */
export function pictureUrl(ref: AttachmentRef): string {
  return "uploadId" in ref ? `/uploads/${ref.uploadId}` : `/mail/messages/${ref.messageId}/parts/${ref.path}`;
}

/** Without the pictures that are no longer in the text. */
export function withoutLostPictures(attachments: readonly AttachmentRef[], html: string): AttachmentRef[] {
  return attachments.filter(
    (ref) =>
      ref.contentId === undefined || html.includes(pictureUrl(ref)) || html.includes(`cid:${ref.contentId ?? ""}`),
  );
}

export const emptyContent: DraftContent = { to: [], cc: [], bcc: [], subject: "", html: "", attachments: [] };

/** Whether two versions say the same, so that nothing needs to be saved. */
export function isSameContent(one: DraftContent, other: DraftContent): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The content as the server takes it, whose lists are its own. */
export function toInput(content: DraftContent): DraftInput {
  const { to, cc, bcc, attachments } = content;
  return { ...content, to: [...to], cc: [...cc], bcc: [...bcc], attachments: [...attachments] };
}
