import { queryOptions } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";

export type MeetingAbout = Outputs["meetings"]["about"];
export type Entry = Outputs["meetings"]["enter"];
export type MeetingState = Subscribed<Outputs["meetings"]["watch"]>;
/** A call that rings here, or does no more. */
export type CallEvent = Subscribed<Outputs["meetings"]["calls"]>;
export type MeetingLine = Outputs["meetings"]["list"]["rooms"][number];
export type PastMeeting = Outputs["meetings"]["list"]["recent"][number];
/** What the page of meetings says of a recording. */
export type RecordingInfo = Outputs["recordings"]["list"]["recordings"][number];

type Subscribed<Output> = Output extends AsyncIterable<infer Event> ? Event : never;

/** The procedures of meetings, for people with an account and for guests of one room. */
export const meetServer = server.meetings;
export const recordingServer = server.recordings;

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
