import { z } from "zod";

const Id = z.uuid();

export const BeginImport = z.object({ name: z.string().max(500), sizeBytes: z.number().int().min(1) });
export const StartImport = z.object({ id: Id, mailboxId: Id.nullable(), withAccount: z.boolean() });
export const StartExport = z.object({
  scope: z.union([
    z.object({ kind: z.literal("all") }),
    z.object({ kind: z.literal("folders"), ids: z.array(Id).min(1).max(1000).readonly(), withInner: z.boolean() }),
    z.object({ kind: z.literal("search"), text: z.string().min(1).max(1000) }),
  ]),
  format: z.enum(["eml", "mbox"]),
  withAccount: z.boolean(),
});
const MailLogin = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(["tls", "starttls"]),
  user: z.string().min(1).max(320),
  password: z.string().min(1).max(1000),
});
export const ListSource = z.object({ login: MailLogin });
export const StartFromServer = z.object({
  login: MailLogin,
  paths: z.array(z.string().max(1000)).min(1).max(5000).readonly(),
  mailboxId: Id.nullable(),
});
export const OneTransfer = z.object({ id: Id });
