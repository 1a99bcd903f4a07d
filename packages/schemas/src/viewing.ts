import { z } from "zod";

const Id = z.uuid();

export const OneMessageFile = z.object({ id: Id, versionId: Id.optional() });
/** A file, or a part of a message. */
export const CardsOf = z.object({
  source: z.union([
    z.object({ nodeId: Id, versionId: Id.optional() }),
    z.object({ messageId: Id, path: z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,100}(?::\d{1,3})?$/) }),
  ]),
});
