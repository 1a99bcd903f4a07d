import { z } from "zod";

export const AttachOwn = z.object({ roomId: z.uuid(), ids: z.array(z.uuid()).min(1).max(100) });
