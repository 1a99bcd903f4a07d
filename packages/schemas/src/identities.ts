import { z } from "zod";
import { DraftContent } from "./drafts.ts";

const Id = z.uuid();
const Name = z.string().max(500);

export const SaveIdentity = z.object({
  id: Id.optional(),
  name: Name.nullable(),
  address: z.string().max(998),
  replyTo: z.string().max(998),
  newSignatureId: Id.nullable(),
  replySignatureId: Id.nullable(),
});
export const OneIdentity = z.object({ id: Id });
export const OrderIdentities = z.object({ ids: z.array(Id).max(500) });
export const SaveSignature = z.object({ id: Id.optional(), name: Name, html: z.string().max(200_000) });
export const OneSignature = z.object({ id: Id });
export const SaveTemplate = z.object({
  id: Id.optional(),
  name: Name,
  content: DraftContent.pick({ to: true, cc: true, bcc: true, subject: true, html: true, attachments: true }),
});
export const OneTemplate = z.object({ id: Id });
