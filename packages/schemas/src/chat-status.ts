import { z } from "zod";

const Moment = z.iso.datetime({ offset: true });

export const SetStatus = z.object({
  emoji: z.string().max(64),
  text: z.string().max(1000),
  clearsAt: Moment.nullable(),
});
export const SetRest = z.object({ isResting: z.boolean(), until: Moment.nullable() });
