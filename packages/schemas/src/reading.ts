import { z } from "zod";

const Id = z.uuid();

/** An address, or a domain without an `@`. */
export const TrustSender = z.object({ sender: z.string().min(1).max(998) });
export const OneMessage = z.object({ messageId: Id });
