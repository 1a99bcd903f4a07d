import { z } from "zod";

const Id = z.uuid();

export const BeginImport = z.object({ name: z.string().max(500), sizeBytes: z.number().int().min(1) });
export const StartImport = z.object({ id: Id, mailboxId: Id.nullable() });
export const OneTransfer = z.object({ id: Id });
