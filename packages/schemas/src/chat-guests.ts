import { z } from "zod";

const Id = z.uuid();

export const CreateInvite = z.object({
  roomId: Id,
  /** Null is for whoever has the address. */
  address: z.email().max(320).nullable(),
  withHistory: z.boolean(),
  mayUpload: z.boolean(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
  mostUses: z.number().int().min(1).max(10_000).nullable(),
});
export const OneInvite = z.object({ id: Id });
/** What somebody who comes by an invitation says of themselves. */
export const EnterRoom = z.object({ name: z.string().max(1000) });
