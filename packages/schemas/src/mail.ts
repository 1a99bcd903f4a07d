import { z } from "zod";

const Id = z.uuid();
/** An atom, RFC 9051 §9: what an IMAP keyword is made of. */
const Keyword = z.string().regex(/^[\x21\x23\x24\x26\x27\x2b-\x5b\x5e-\x7a\x7c-\x7e]{1,128}$/);
const Keywords = z.array(Keyword).max(100);
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
  tag: Keyword.optional(),
  pins: z.enum(["only", "apart"]).optional(),
  spaceId: Id.optional(),
  grouping: Grouping.optional(),
  sort: z.enum(["date", "sender", "subject", "size", "attachments"]).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
  filter: z.enum(["unread", "starred", "attachments", "important", "tagged", "to-me", "list"]).optional(),
});
export const PositionIn = ListOf.extend({ date: z.iso.datetime() });
export const ListConversations = ListOf.extend({
  after: Stand.optional(),
  before: Stand.optional(),
  offset: z.number().int().min(0).max(100_000_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});
export const OneConversation = z.object({ id: Id });
export const ActOnConversations = z.object({
  ids: z.array(Id).min(1).max(1000),
  messageIds: z.array(Id).min(1).max(1000).optional(),
  act: z.enum([
    "archive",
    "trash",
    "junk",
    "not-junk",
    "move",
    "copy",
    "read",
    "unread",
    "star",
    "unstar",
    "tag",
    "snooze",
    "unsnooze",
    "follow-up",
    "unfollow",
    "mute",
    "unmute",
    "pin",
    "unpin",
    "important",
    "unimportant",
    "delete",
  ]),
  fromMailboxId: Id.optional(),
  toMailboxId: Id.optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  tags: z.object({ add: Keywords, remove: Keywords }).optional(),
});
export const ActOnList = ActOnConversations.omit({ ids: true, messageIds: true, fromMailboxId: true }).extend({
  list: ListOf,
});
export const UndoAct = z.object({ undo: Id });
export const ChangesSince = z.object({
  since: z.string().max(20),
  spaceId: Id.optional(),
  grouping: Grouping.optional(),
});
export const SearchConversations = z.object({
  text: z.string().max(1000),
  sort: z.enum(["date", "relevance"]).optional(),
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(200).optional(),
});
export const ExcerptsOf = z.object({ text: z.string().max(1000), ids: z.array(Id).min(1).max(100) });
