import { z } from "zod";

const Address = z.string().max(998);

export const FindLists = z.object({ addresses: z.array(Address).max(100) });
export const OneList = z.object({ id: z.uuid() });
