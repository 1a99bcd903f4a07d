import { z } from "zod";

const Id = z.uuid();

/** An address, or a domain without an `@`. */
export const TrustSender = z.object({ sender: z.string().min(1).max(998) });
/** The number of a part, such as `2.1`. */
const Path = z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,100}$/);
export const AttachedMessage = z.object({ messageId: Id, path: Path });
export const ExplainMessage = z.object({ messageId: Id, path: Path.optional() });
export const LeaveList = z.object({ messageId: Id, how: z.enum(["one-click", "mail", "web"]) });
export const AnswerReceipt = z.object({ messageId: Id, answer: z.enum(["send", "decline", "send-automatically"]) });
