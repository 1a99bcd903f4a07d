import { z } from "zod";

const Id = z.uuid();
const Note = z.string().max(2000);

export const ShareObject = z.object({ kind: z.enum(["mailbox", "account", "node"]), id: Id });
export const shareTerms = {
  role: z.enum(["read", "comment", "write", "manage"]).nullable(),
  canSendAs: z.boolean().optional(),
  canSendOnBehalf: z.boolean().optional(),
  includesSubfolders: z.boolean().optional(),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  sentCopy: z.enum(["own", "owner", "both"]).optional(),
  note: Note.optional(),
};

export const Share = z.object({
  object: ShareObject,
  with: z.union([z.object({ address: z.string().max(998) }), z.object({ everybody: z.literal(true) })]),
  ...shareTerms,
});
export const SharesOf = z.object({ object: ShareObject });
export const ChangeShare = z.object({ id: Id, ...shareTerms });
export const OneShare = z.object({ id: Id });
export const EndShare = z.object({ id: Id, note: Note.optional() });
export const TakeShare = z.object({
  id: Id,
  name: z.string().max(200).nullable().optional(),
  tint: z.number().int().min(0).max(11).nullable().optional(),
});
