import { z } from "zod";

const Id = z.uuid();

export const Person = z.object({ name: z.string().max(500), address: z.string().max(998) });
const People = z.array(Person).max(1000);

const file = {
  name: z.string().max(1000),
  type: z.string().max(200),
  sizeBytes: z.number().int().min(0),
  contentId: z.string().max(200).optional(),
};
export const AttachmentRef = z.union([
  z.object({ ...file, uploadId: Id }),
  z.object({ ...file, messageId: Id, path: z.string().max(500) }),
]);

export const DraftContent = z.object({
  to: People,
  cc: People,
  bcc: People,
  subject: z.string().max(5000),
  html: z.string().max(5_000_000),
  text: z.string().max(5_000_000).optional(),
  attachments: z.array(AttachmentRef).max(200),
  inReplyToMessageId: Id.optional(),
  forwardOfMessageId: Id.optional(),
  fromAddress: z.string().max(998).optional(),
  identityId: Id.optional(),
  fromChat: z.object({ roomId: Id, messageId: Id.optional() }).optional(),
  priority: z.enum(["high", "low"]).optional(),
  wantsRead: z.boolean().optional(),
  wantsDelivery: z.boolean().optional(),
});

export const SaveDraft = z.object({
  draftId: Id.optional(),
  version: Id.optional(),
  /** Names this save, to be told among those that were tried when its answer is lost. */
  saveId: Id.optional(),
  /** Saves since that version of which nobody knows whether they arrived. */
  tried: z.array(Id).max(50).optional(),
  content: DraftContent,
});
export const OneDraft = z.object({ draftId: Id });
/** With the version that was seen, only that one goes. */
export const DiscardDraft = OneDraft.extend({ version: Id.optional() });
export const ReplyTo = z.object({ messageId: Id, mode: z.enum(["reply", "reply-all", "reply-list", "forward"]) });
export const StartAgain = z.object({ messageId: Id });
export const ForwardAttached = z.object({ messageIds: z.array(Id).min(1).max(50) });
export const ConvertText = z.union([
  z.object({ html: z.string().max(5_000_000) }),
  z.object({ text: z.string().max(5_000_000) }),
]);
export const RedirectMessage = z.object({
  messageId: Id,
  to: People.min(1),
  fromAddress: z.string().max(998).optional(),
});
export const SendMessage = z.object({
  draftId: Id.optional(),
  version: Id.optional(),
  content: DraftContent,
  key: Id.optional(),
  sendAt: z.iso.datetime({ offset: true }).optional(),
  followUpAt: z.iso.datetime({ offset: true }).optional(),
});
export const OneScheduled = z.object({ messageId: Id });
export const RescheduleMessage = z.object({ messageId: Id, sendAt: z.iso.datetime({ offset: true }) });
export const UndoSend = z.object({ sendId: Id });
export const SuggestPeople = z.object({ text: z.string().max(200) });
