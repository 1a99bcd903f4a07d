import { z } from "zod";

const Id = z.uuid();
const Cursor = z.string().max(200);

/** Whose mail is meant; the own when missing. */
export const InSpace = z.object({ spaceId: Id.optional() });
export const CreateMailbox = z.object({
  name: z.string().max(1000),
  parentId: Id.nullable(),
  spaceId: Id.optional(),
});
export const RenameMailbox = z.object({ id: Id, name: z.string().max(1000) });
export const MoveMailbox = z.object({ id: Id, parentId: Id.nullable() });
export const OneMailbox = z.object({ id: Id });

const Stand = z.object({
  key: z.string().max(200),
  date: z.iso.datetime(),
  uid: z.string().regex(/^\d{1,10}$/),
  mailboxId: Id,
});
const Grouping = z.enum(["conversations", "messages"]);
/** Which list, and what it shows in which order. */
export const ListOf = z.object({
  mailboxId: Id.optional(),
  mailboxIds: z.array(Id).min(1).max(50).optional(),
  view: z.enum(["starred", "all", "unified"]).optional(),
  spaceId: Id.optional(),
  grouping: Grouping.optional(),
  sort: z.enum(["date", "sender", "subject", "size", "attachments"]).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
  filter: z.enum(["unread", "starred", "attachments", "important", "tagged", "to-me", "list"]).optional(),
});
export const ListConversations = ListOf.extend({
  after: Stand.optional(),
  before: Stand.optional(),
  offset: z.number().int().min(0).max(100_000_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});
export const OneConversation = z.object({ id: Id });
export const ActOnConversations = z.object({
  ids: z.array(Id).min(1).max(1000),
  act: z.enum(["archive", "trash", "junk", "not-junk", "move", "read", "unread", "star", "unstar", "delete"]),
  fromMailboxId: Id.optional(),
  toMailboxId: Id.optional(),
});
export const UndoAct = z.object({ undo: Id });
export const ChangesSince = z.object({
  since: z.string().max(20),
  spaceId: Id.optional(),
  grouping: Grouping.optional(),
});
export const SearchConversations = z.object({
  text: z.string().max(1000),
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(200).optional(),
});
