import type { RunningMeeting } from "../chat/index.ts";

/** What the lobby shows before anything was asked for. */
export type MeetingAbout = {
  readonly roomId: string;
  readonly roomKind: "direct" | "group" | "channel";
  readonly name: string;
  readonly me: {
    readonly id: string;
    readonly name: string;
    readonly kind: "account" | "guest";
    readonly isModerator: boolean;
  };
  readonly running: RunningMeeting | null;
  readonly hasPassword: boolean;
  readonly isLocked: boolean;
  readonly waiting: "nobody" | "guests" | "everybody";
  /** Whether this person would wait. */
  readonly wouldWait: boolean;
  readonly isRecorded: boolean;
  /** The address for people without an account; for moderators. */
  readonly link: string | null;
};

/** What came of asking to come in. */
export type Entry =
  | { readonly status: "in"; readonly meetingId: string; readonly grant: string }
  | { readonly status: "waiting"; readonly meetingId: string };

/** All that changes around a meeting, as one person may see it; told whole whenever it is another. */
export type MeetingState = {
  readonly meetingId: string | null;
  /** Where this person stands; null before they asked. */
  readonly mine: "assigned" | "waiting" | "admitted" | "here" | "gone" | "refused" | "removed" | null;
  readonly isModerator: boolean;
  readonly hasPassword: boolean;
  readonly isLocked: boolean;
  readonly waiting: "nobody" | "guests" | "everybody";
  /** Who waits, the longest first; for moderators, empty for others. */
  readonly queue: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: "account" | "guest";
    readonly askedAt: string;
  }[];
  readonly recording: {
    readonly id: string;
    readonly since: string;
    readonly by: string;
    readonly state: "starting" | "recording";
  } | null;
  readonly notesId: string | null;
  /** The groups that it is split into. */
  readonly parts: readonly {
    readonly id: string;
    readonly name: string;
    readonly endsAt: string | null;
    readonly people: readonly { readonly id: string; readonly name: string; readonly isHere: boolean }[];
  }[];
  /** What a moderator told all parts last. */
  readonly told: { readonly text: string; readonly by: string; readonly at: string } | null;
};

export type RecordingInfo = {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly meetingId: string;
  readonly name: string;
  readonly starterId: string;
  readonly starterName: string;
  readonly layout: "grid" | "speaker" | "screen";
  readonly state: "starting" | "recording" | "finalising" | "composing" | "ready" | "failed";
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly seconds: number | null;
  readonly done: number;
  readonly total: number;
  readonly failure: string | null;
  /** Why it ended before somebody ended it. */
  readonly cutBy?: string | null;
  /** The film in Files, where this person may see it. */
  readonly nodeId: string | null;
  /** Whether there is a film to look at. */
  readonly hasFilm?: boolean;
  readonly mayChange: boolean;
};

/** What the page of a film needs. */
export type RecordingPage = RecordingInfo & {
  readonly chapters: readonly { readonly at: number; readonly title: string }[];
  readonly speakers: readonly {
    readonly personId: string;
    readonly name: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly captions: readonly { readonly language: string; readonly isMade: boolean; readonly vtt: string }[];
};
