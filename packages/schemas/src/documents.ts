import { z } from "zod";

const Id = z.uuid();

export const CreateDocument = z.object({
  /** Null is the home. */
  parentId: Id.nullable(),
  name: z.string().max(1000),
  kind: z.enum(["text", "sheet", "slides", "board"]),
});
export const OneDocument = z.object({ id: Id });
/** A picture for a document, from a file. */
export const AddPicture = z.object({ id: Id, nodeId: Id });
