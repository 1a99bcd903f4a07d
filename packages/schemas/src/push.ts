import { z } from "zod";

const Key = z
  .string()
  .max(200)
  .regex(/^[\w-]+=*$/);
export const SubscribePush = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  p256dh: Key,
  auth: Key,
});
/** One browser, or with null the one that asks. */
export const UnsubscribePush = z.object({ id: z.uuid().nullable() });
export const NotePresence = z.object({ isPresent: z.boolean() });
