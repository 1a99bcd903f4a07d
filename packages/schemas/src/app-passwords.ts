import { z } from "zod";

export const AppPasswordScope = z.enum(["imap", "pop3", "smtp", "webdav"]);
export const CreateAppPassword = z.object({
  name: z.string().max(200),
  scopes: z.array(AppPasswordScope).max(10),
  expiresAt: z.iso.datetime({ offset: true }).pipe(z.coerce.date()).nullable(),
});
export const OneAppPassword = z.object({ id: z.uuid() });
