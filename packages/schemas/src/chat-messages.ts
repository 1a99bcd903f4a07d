import { z } from "zod";

const Id = z.uuid();
const Key = z.string().max(64);
const Text = z.string().max(70_000);

export const ForwardMessages = z.object({
  ids: z.array(Id).min(1).max(500),
  roomIds: z.array(Id).min(1).max(100),
  key: Key,
});
export const SendVoice = z.object({
  roomId: Id,
  key: Key,
  nodeId: Id,
  seconds: z.number(),
  levels: z.array(z.number()).max(1000),
  replyToId: Id.optional(),
  threadId: Id.optional(),
  isAlsoInRoom: z.boolean().optional(),
});
export const CreatePoll = z.object({
  roomId: Id,
  key: Key,
  question: Text,
  options: z.array(z.string().max(1000)).max(100),
  isMultiple: z.boolean(),
  isAnonymous: z.boolean(),
  closesAt: z.iso.datetime({ offset: true }).nullable().optional(),
  threadId: Id.optional(),
  isAlsoInRoom: z.boolean().optional(),
});
export const Vote = z.object({ id: Id, options: z.array(z.number().int().min(0).max(1000)).max(100) });

const Time = z.iso.datetime({ offset: true });
const Attachments = z
  .array(z.object({ id: Id, width: z.number().int().min(0).optional(), height: z.number().int().min(0).optional() }))
  .max(100);

export const SaveBookmark = z.object({
  messageId: Id,
  note: z.string().max(10_000).optional(),
  remindAt: Time.nullable().optional(),
});
export const RemoveBookmark = z.object({ messageId: Id });
export const FromOffset = z.object({ offset: z.number().int().min(0).max(1_000_000).optional() });
export const FollowThread = z.object({ id: Id, isFollowed: z.boolean() });
export const MarkThreadRead = z.object({ id: Id, number: z.number().int().min(0).max(2_147_483_647) });
export const ListThreads = z.object({ before: z.object({ at: Time, id: Id }).optional() });
export const ListMentions = z.object({ before: Id.optional() });
export const ScheduleMessage = z.object({
  roomId: Id,
  text: Text,
  replyToId: Id.optional(),
  threadId: Id.optional(),
  isAlsoInRoom: z.boolean().optional(),
  attachments: Attachments.optional(),
  sendAt: Time,
});
export const ListScheduled = z.object({ roomId: Id.optional() });
export const ChangeScheduled = z.object({
  id: Id,
  text: Text.optional(),
  attachments: Attachments.optional(),
  sendAt: Time.optional(),
});
export const OneChatSchedule = z.object({ id: Id });
export const RemovePreview = z.object({ id: Id, url: z.string().max(8000) });
