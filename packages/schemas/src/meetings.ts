import { z } from "zod";

const Id = z.uuid();
const Password = z.string().max(200);

export const OneMeetingRoom = z.object({ roomId: Id });
export const CreateMeeting = z.object({ name: z.string().max(1000), people: z.array(Id).max(500) });
export const EnterMeeting = z.object({
  roomId: Id,
  /** A part of the meeting, where it is split. */
  meetingId: Id.optional(),
  password: Password.optional(),
  /** What the browser calls itself, so that it is known when it comes back. */
  deviceId: z.string().min(8).max(64),
  /** Whether other places where the person is in the meeting are left. */
  moves: z.boolean().optional(),
});
export const ChangeMeetingRoom = z.object({
  roomId: Id,
  waiting: z.enum(["nobody", "guests", "everybody"]).optional(),
  isLocked: z.boolean().optional(),
  /** Null takes it away. */
  password: Password.nullable().optional(),
});
/** Some who wait, or all. */
export const SomeWaiting = z.object({ roomId: Id, personIds: z.array(Id).max(1000).nullable() });
export const OneMeetingPerson = z.object({ roomId: Id, personId: Id });
export const SetModerator = z.object({ roomId: Id, personId: Id, isModerator: z.boolean() });
export const RingPeople = z.object({ roomId: Id, personIds: z.array(Id).max(500).nullable() });
export const DeclineCall = z.object({ roomId: Id, text: z.string().max(4000).optional() });
export const SplitMeeting = z.object({
  roomId: Id,
  parts: z
    .array(z.object({ name: z.string().max(200), personIds: z.array(Id).max(500) }))
    .min(1)
    .max(50),
  minutes: z.number().int().min(1).max(1440).nullable(),
});
export const AssignPart = z.object({ roomId: Id, personId: Id, meetingId: Id.nullable() });
export const TellParts = z.object({ roomId: Id, text: z.string().max(2000) });
export const GiveFeedback = z.object({
  meetingId: Id,
  stars: z.number().int().min(1).max(5),
  faults: z.array(z.enum(["heardBadly", "notHeard", "sawBadly", "notSeen", "dropped", "share", "other"])).max(10),
  text: z.string().max(4000),
});
export const StartRecording = z.object({
  roomId: Id,
  name: z.string().max(1000).optional(),
  folderId: Id.optional(),
  layout: z.enum(["grid", "speaker", "screen"]).optional(),
});
export const OneRecording = z.object({ id: Id });
export const RenameRecording = z.object({ id: Id, name: z.string().max(1000) });
/** Words that are said in a film, or that it is called by. */
export const SearchRecordings = z.object({ text: z.string().max(500) });
export const ListRecordings = z.object({ roomId: Id.optional(), before: Id.optional() });
export const SetCaptions = z.object({ id: Id, language: z.string().min(2).max(35), vtt: z.string().max(4_000_000) });
export const RemoveCaptions = z.object({ id: Id, language: z.string().min(2).max(35) });
