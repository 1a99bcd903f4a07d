import { z } from "zod";

const Id = z.uuid();

const Name = z.string().max(1000);

/** `parentId` is null for the home. */
export const CreateDocument = z.union([
  /** As another document is, whose name it gets when it is given none. */
  z.object({ parentId: Id.nullable(), from: Id, name: Name.optional() }),
  z.object({ parentId: Id.nullable(), name: Name, kind: z.enum(["text", "sheet", "slides", "board"]) }),
]);
export const OneDocument = z.object({ id: Id });

export const NameVersion = z.object({ id: Id, name: Name });
export const OneDocumentVersion = z.object({ id: Id, versionId: Id });
export const RenameVersion = z.object({ id: Id, versionId: Id, name: Name });
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
/** Proposals of a text, by the ids that they have in it. */
export const SettleSuggestions = z.object({
  id: Id,
  verdict: z.enum(["accept", "reject"]),
  ids: z.array(z.string().min(1).max(1000)).min(1).max(10_000),
  /** A client of Yjs that is nobody yet: what is done is written as that one. */
  writer: z.number().int().min(0).max(0xffff_ffff),
});
/** A picture for a document, from a file. */
export const AddPicture = z.object({ id: Id, nodeId: Id });

/** A file for an office program outside of ours; the language is that of its page. */
export const OpenInOffice = z.object({
  id: Id,
  language: z
    .string()
    .regex(/^[A-Za-z-]{2,20}$/)
    .optional(),
});
