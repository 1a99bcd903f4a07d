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
