import { z } from "zod";

const Id = z.uuid();

export const OneMailLink = z.object({ id: Id });
export const OfConversation = z.object({ conversationId: Id });
export const DiscussMail = z.object({
  mailId: Id,
  roomId: Id,
  note: z.string().max(70_000),
  key: z.string().max(64),
});
