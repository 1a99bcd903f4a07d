import { z } from "zod";

const Id = z.uuid();

export const CreateDocument = z.object({
  /** Null is the home. */
  parentId: Id.nullable(),
  name: z.string().max(1000),
  kind: z.enum(["text", "sheet", "slides", "board"]),
});
export const OneDocument = z.object({ id: Id });

const VersionName = z.string().max(1000);
export const NameVersion = z.object({ id: Id, name: VersionName });
export const OneDocumentVersion = z.object({ id: Id, versionId: Id });
export const RenameVersion = z.object({ id: Id, versionId: Id, name: VersionName });
/** `to` is null for what it says now. */
export const CompareVersions = z.object({ id: Id, from: Id, to: Id.nullable() });

const Place = z.object({ client: z.number().int().min(0), clock: z.number().int().min(0) }).nullish();
/** A relative position of Yjs, as JSON. */
const RelativePosition = z.object({
  type: Place,
  tname: z.string().max(100).nullish(),
  item: Place,
  assoc: z.number().int().nullish(),
});
/** The range is read in the document itself: what the page took for its words is not needed. */
export const CommentOnText = z.object({
  id: Id,
  text: z.string().max(20_000),
  from: RelativePosition,
  to: RelativePosition,
});
/** A picture for a document, from a file. */
export const AddPicture = z.object({ id: Id, nodeId: Id });
