import { z } from "zod";

const Id = z.uuid();
const People = z.array(Id).max(10_000);
const Number31 = z.number().int().min(0).max(2_147_483_647);
const Modseq = z.string().regex(/^\d{1,19}$/);
/** The domain says how long a text may be; this only bounds what is read. */
const Text = z.string().max(70_000);

export const OneRoom = z.object({ id: Id });
export const InRoom = z.object({ roomId: Id });
export const OneMessage = z.object({ id: Id });
export const SomeRooms = z.object({ ids: z.array(Id).max(500).optional() });
export const CreateRoom = z.object({
  kind: z.enum(["group", "channel"]),
  name: z.string().max(1000),
  topic: z.string().max(4000).optional(),
  isPublic: z.boolean().optional(),
  isAnnouncement: z.boolean().optional(),
  people: People,
});
export const OpenDirect = z.object({ personId: Id });
export const ChangeRoom = z.object({
  id: Id,
  name: z.string().max(1000).optional(),
  topic: z.string().max(4000).optional(),
  isPublic: z.boolean().optional(),
  isAnnouncement: z.boolean().optional(),
});
export const ArchiveRoom = z.object({ id: Id, isArchived: z.boolean() });
export const AddPeople = z.object({ id: Id, people: People.min(1), withHistory: z.boolean() });
export const OneMember = z.object({ id: Id, personId: Id });
export const SetRole = z.object({ id: Id, personId: Id, role: z.enum(["owner", "moderator", "member"]) });
export const FindText = z.object({ text: z.string().max(1000) });
export const FindPeople = z.object({ text: z.string().max(1000), offset: Number31.optional() });
export const ListMessages = z.object({
  roomId: Id,
  threadId: Id.optional(),
  before: Number31.optional(),
  after: Number31.optional(),
  around: Number31.optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  limit: z.number().int().min(1).max(100).optional(),
});
export const SendChat = z.object({
  roomId: Id,
  key: z.string().max(64),
  text: Text,
  replyToId: Id.optional(),
  threadId: Id.optional(),
  isAlsoInRoom: z.boolean().optional(),
  attachments: z
    .array(z.object({ id: Id, width: Number31.optional(), height: Number31.optional() }))
    .max(100)
    .optional(),
});
export const EditMessage = z.object({ id: Id, text: Text });
export const React = z.object({
  id: Id,
  emoji: z.string().max(64),
  isOn: z.boolean(),
  instead: z.string().max(64).optional(),
});
export const PinMessage = z.object({ id: Id, isPinned: z.boolean() });
export const SayTyping = z.object({ roomId: Id, threadId: Id.optional() });
export const LastSeen = z.object({ personId: Id });
export const MarkRead = z.object({ roomId: Id, number: Number31, isBack: z.boolean().optional() });
export const ChangeSeat = z.object({
  roomId: Id,
  isFavourite: z.boolean().optional(),
  notify: z.enum(["all", "mentions", "nothing"]).nullable().optional(),
  mutedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  draft: Text.optional(),
  clear: z.boolean().optional(),
  isHidden: z.boolean().optional(),
});
export const RoomChangesSince = z.object({ rooms: z.record(Id, Modseq) });
