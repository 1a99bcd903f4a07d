import { z } from "zod";

const Id = z.uuid();

export const BeginImport = z.object({ name: z.string().max(500), sizeBytes: z.number().int().min(1) });
export const StartImport = z.object({ id: Id, mailboxId: Id.nullable(), withAccount: z.boolean() });
export const StartExport = z.object({
  scope: z.union([
    z.object({ kind: z.literal("all") }),
    z.object({ kind: z.literal("folders"), ids: z.array(Id).min(1).max(1000).readonly(), withInner: z.boolean() }),
  ]),
  format: z.enum(["eml", "mbox"]),
  withAccount: z.boolean(),
});
export const OneTransfer = z.object({ id: Id });
