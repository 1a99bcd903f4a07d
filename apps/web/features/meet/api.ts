import type { Entry, MeetingAbout, MeetingState, RecordingInfo, RunningMeeting } from "./types.ts";
import type {
  AssignPart,
  ChangeMeetingRoom,
  CreateMeeting,
  EnterMeeting,
  GiveFeedback,
  OneMeetingPerson,
  OneMeetingRoom,
  RingPeople,
  SetModerator,
  SomeWaiting,
  SplitMeeting,
  StartRecording,
  TellParts,
} from "@carbyne/schemas";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { server } from "../../client/server.ts";

export type { Entry, MeetingAbout, MeetingState, RecordingInfo, RunningMeeting } from "./types.ts";

type Asked<Schema extends z.ZodType> = z.input<Schema>;
type Mutation<Schema extends z.ZodType, Answer = unknown> = { mutate(input: Asked<Schema>): Promise<Answer> };
type Query<Input, Answer> = { query(input: Input): Promise<Answer> };
type Subscription<Input, Event> = {
  subscribe(
    input: Input,
    on: { onData?: (event: Event) => void; onStarted?: () => void; onError?: (error: unknown) => void },
  ): { unsubscribe(): void };
};

/** A call that rings here, or does no more. */
export type Ringing =
  | {
      readonly what: "ringing";
      readonly roomId: string;
      readonly roomName: string;
      readonly meetingId: string;
      readonly by: { readonly id: string; readonly name: string };
    }
  | { readonly what: "stopped"; readonly meetingId: string; readonly why: string };

/** A room in which people meet, as the page of meetings lists it. */
export type MeetingLine = {
  readonly roomId: string;
  readonly name: string;
  readonly roomKind: "direct" | "group" | "channel";
  readonly running: RunningMeeting | null;
  readonly lastAt: string | null;
};

type Meetings = {
  about: Query<Asked<typeof OneMeetingRoom>, MeetingAbout>;
  list: Query<void, readonly MeetingLine[]>;
  create: Mutation<typeof CreateMeeting, { roomId: string }>;
  enter: Mutation<typeof EnterMeeting, Entry>;
  stopWaiting: Mutation<typeof OneMeetingRoom>;
  change: Mutation<typeof ChangeMeetingRoom>;
  link: Mutation<typeof OneMeetingRoom, { url: string }>;
  renewLink: Mutation<typeof OneMeetingRoom, { url: string }>;
  admit: Mutation<typeof SomeWaiting>;
  turnAway: Mutation<typeof SomeWaiting>;
  remove: Mutation<typeof OneMeetingPerson>;
  setModerator: Mutation<typeof SetModerator>;
  end: Mutation<typeof OneMeetingRoom>;
  ring: Mutation<typeof RingPeople>;
  decline: { mutate(input: { roomId: string; text?: string }): Promise<unknown> };
  notes: Mutation<typeof OneMeetingRoom, { nodeId: string }>;
  split: Mutation<typeof SplitMeeting>;
  assign: Mutation<typeof AssignPart>;
  callBack: Mutation<typeof OneMeetingRoom>;
  tellParts: Mutation<typeof TellParts>;
  feedback: Mutation<typeof GiveFeedback>;
  watch: Subscription<Asked<typeof OneMeetingRoom>, MeetingState>;
  calls: Subscription<void, Ringing>;
};
type Recordings = {
  start: Mutation<typeof StartRecording>;
  stop: Mutation<typeof OneMeetingRoom>;
  list: Query<{ roomId?: string; before?: string }, { recordings: readonly RecordingInfo[]; hasMore: boolean }>;
};

/** The procedures of meetings, for people with an account and for guests of one room. */
export const meetServer = (server as unknown as { meetings: Meetings }).meetings;
export const recordingServer = (server as unknown as { recordings: Recordings }).recordings;

export const meetKey = ["meet"] as const;
export const aboutQuery = (roomId: string) =>
  queryOptions({
    queryKey: [...meetKey, "about", roomId],
    queryFn: () => meetServer.about.query({ roomId }),
    staleTime: 0,
    retry: false,
  });
export const meetingsQuery = queryOptions({
  queryKey: [...meetKey, "list"],
  queryFn: () => meetServer.list.query(),
  staleTime: 0,
  refetchInterval: 15_000,
});
export const recordingsQuery = (roomId: string | null) =>
  queryOptions({
    queryKey: [...meetKey, "recordings", roomId],
    queryFn: () => recordingServer.list.query(roomId === null ? {} : { roomId }),
    staleTime: 10_000,
    retry: false,
  });
