import { z } from "zod";

const Id = z.uuid();
const Ids = z.array(Id).min(1).max(1000);
const Name = z.string().max(1000);
const Page = {
  offset: z.number().int().min(0).max(10_000_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
};
const WhenTaken = z.enum(["refuse", "both", "replace"]);

/** Null is one's home. */
const Place = Id.nullable();

export const ListFolder = z.object({
  id: Place,
  sort: z.enum(["name", "size", "changed", "type"]).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
  ...Page,
});
export const ListFilesView = z.object({
  view: z.enum(["recent", "documents", "starred", "shared", "given", "trash", "search"]),
  text: z.string().max(200).optional(),
  /** Of the trash: that of a team folder. */
  teamId: Id.optional(),
  ...Page,
});
export const SearchFiles = z.object({ text: z.string().max(1000), ...Page });
export const FileExcerptsOf = z.object({ text: z.string().max(1000), ids: z.array(Id).max(200) });
export const OneNode = z.object({ id: Id });
export const SomeNodes = z.object({ ids: Ids });
export const EmptyTrash = z.object({ teamId: Id.optional() });
export const CreateFolder = z.object({ parentId: Place, name: Name });
export const SaveAttachments = z.object({
  messageId: Id,
  paths: z
    .array(z.string().regex(/^[\d.]{1,200}$/))
    .min(1)
    .max(200),
  parentId: Place,
});
export const AttachFiles = z.object({ ids: z.array(Id).min(1).max(100) });
export const RenameNode = z.object({ id: Id, name: Name });
export const DescribeNode = z.object({ id: Id, description: z.string().max(4096) });
export const HandOver = z.object({ id: Id, address: z.string().max(998) });
export const PlaceNodes = z.object({ ids: Ids, parentId: Id });
/** Moved back by who has just moved it: what ended by that comes back too. */
export const MoveNodes = PlaceNodes.extend({ isUndo: z.boolean().optional() });
export const StarNodes = z.object({ ids: Ids, isStarred: z.boolean() });
export const NodeChangesSince = z.object({ since: z.string().regex(/^\d{1,19}$/) });
export const FindTaken = z.object({ parentId: Place, names: z.array(Name).max(5000) });
export const OneFileUpload = z.object({ id: Id });
export const CompleteUpload = z.object({ id: Id, whenTaken: WhenTaken });
export const OneVersion = z.object({ id: Id, versionId: Id });
export const KeepVersion = OneVersion.extend({ isKept: z.boolean() });
/** What the metadata of a new upload says. */
export const UploadMetadata = z.object({
  filename: Name,
  parentid: Id.optional(),
  whentaken: WhenTaken.default("refuse"),
});
