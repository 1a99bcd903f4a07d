import { z } from "zod";

const Id = z.uuid();
/** More than a comment may be, which the domain says in words. */
const Text = z.string().max(20_000);

export const ListComments = z.object({
  id: Id,
  isResolved: z.boolean().optional(),
  offset: z.number().int().min(0).max(1_000_000).optional(),
  limit: z.number().int().min(1).max(100).optional(),
});
export const FindMentionable = z.object({ id: Id, text: z.string().max(100) });
export const AddComment = z.object({
  id: Id,
  text: Text,
  /** The place in a document, as its editor describes it. */
  anchor: z
    .record(z.string(), z.unknown())
    .refine((anchor) => JSON.stringify(anchor).length <= 4000)
    .optional(),
});
export const ReplyToComment = z.object({ threadId: Id, text: Text });
export const EditComment = z.object({ id: Id, text: Text });
export const OneComment = z.object({ id: Id });
export const OneThread = z.object({ id: Id });
