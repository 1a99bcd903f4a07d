import { useCallback, useEffect, useRef, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { type MeetingAbout, type MeetingState, meetServer } from "../api.ts";
import { type Call, createCall, type Way } from "../connection/call.ts";
import type { EndReason } from "../connection/state.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { meetHref, wantsRing } from "../place.ts";
import { deviceId } from "./device-id.ts";

export type Phase =
  | { readonly at: "lobby"; readonly error: unknown; readonly isRefused: boolean }
  | { readonly at: "waiting" }
  | { readonly at: "call"; readonly call: Call }
  | {
      readonly at: "after";
      readonly why: EndReason;
      readonly error: unknown;
      readonly meetingId: string | null;
    };

export type Session = {
  readonly phase: Phase;
  readonly isJoining: boolean;
  /** Comes in, or begins to wait. `moves` leaves the other places where the person is in it. */
  readonly join: (with_: { password?: string; moves?: boolean }) => Promise<void>;
  readonly stopWaiting: () => void;
  /** Back to the lobby, from wherever one is. */
  readonly again: () => void;
};

/** Who came here to call somebody rings for them once they are in; not again when the page is loaded anew. */
function ringOnce(roomId: string): void {
  if (!wantsRing()) return;
  window.history.replaceState(null, "", meetHref(roomId));
  // Whom nobody can reach is seen in the room.
  void meetServer.ring.mutate({ roomId, personIds: null }).catch(() => undefined);
}

const lobby: Phase = { at: "lobby", error: null, isRefused: false };

/** The way of somebody through a meeting: the lobby, waiting to be let in, the call and its groups, and after it. */
export function useSession(
  about: MeetingAbout | undefined,
  media: OwnMedia | null,
  state: MeetingState | null,
): Session {
  const [phase, setPhase] = useState<Phase>(lobby);
  const [isJoining, setIsJoining] = useState(false);
  const password = useRef<string | undefined>(undefined);
  const roomId = about?.roomId ?? "";
  const main = useRef<string | null>(null);
  const isEntering = useRef(false);
  if (state?.meetingId) main.current = state.meetingId;

  const enter = useLatest(async (more: { meetingId?: string; moves?: boolean }) =>
    meetServer.enter.mutate({
      roomId,
      deviceId: deviceId(),
      ...(password.current === undefined ? {} : { password: password.current }),
      ...more,
    }),
  );

  const start = useLatest((way: Way) => {
    if (!media) return;
    const call = createCall({
      first: way,
      media,
      async again(meetingId) {
        // A group may be over meanwhile: then one comes back to where everybody is.
        const isPart = meetingId !== main.current && meetingId !== way.meetingId;
        const entry = await enter(isPart ? { meetingId } : {});
        return entry.status === "in" ? entry : null;
      },
    });
    setPhase({ at: "call", call });
  });

  const join = useLatest(async (more: { password?: string; moves?: boolean }) => {
    if (isEntering.current) return;
    isEntering.current = true;
    setIsJoining(true);
    if (more.password !== undefined) password.current = more.password;
    try {
      const entry = await enter(more.moves === undefined ? {} : { moves: more.moves });
      if (entry.status === "in") {
        start(entry);
        ringOnce(roomId);
      } else setPhase({ at: "waiting" });
    } catch (error) {
      setPhase({ at: "lobby", error, isRefused: false });
    }
    isEntering.current = false;
    setIsJoining(false);
  });

  // A moderator has decided.
  const mine = state?.mine ?? null;
  useEffect(() => {
    if (phase.at !== "waiting") return;
    if (mine === "admitted" || mine === "here") void join({});
    else if (mine === "refused" || mine === "removed") setPhase({ at: "lobby", error: null, isRefused: true });
  }, [phase.at, mine, join]);

  const call = phase.at === "call" ? phase.call : null;

  // Goes where one was put: into a group, or back to all.
  const meId = about?.me.id;
  const part = state?.parts.find(({ people }) => people.some(({ id }) => id === meId))?.id ?? null;
  const target = part ?? state?.meetingId ?? null;
  useEffect(() => {
    if (!call || target === null) return;
    const { meetingId, status } = call.get();
    if (meetingId === null || meetingId === target || (status !== "live" && status !== "ended")) return;
    void enter(part === null ? {} : { meetingId: part }).then(
      (entry) => entry.status === "in" && call.moveTo(entry),
      // Where it cannot be entered one stays where one is.
      () => undefined,
    );
  }, [call, target, part, enter]);

  useEffect(() => {
    if (!call) return undefined;
    let timer: number | undefined;
    const unsubscribe = call.subscribe(() => {
      const { status, ended, error, meetingId } = call.get();
      if (status !== "ended" || ended === null) return;
      const over = () => {
        if (call.get().status !== "ended") return;
        setPhase({ at: "after", why: ended, error, meetingId: main.current ?? meetingId });
      };
      // A group that is over leads back to all, which is told beside it.
      if (ended === "meeting-ended" && meetingId !== main.current) timer = window.setTimeout(over, 4_000);
      else over();
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [call]);
  useEffect(() => () => call?.leave(), [call]);

  return {
    phase,
    isJoining,
    join,
    stopWaiting: useCallback(() => {
      setPhase(lobby);
      void meetServer.stopWaiting.mutate({ roomId }).catch(() => undefined);
    }, [roomId]),
    again: useCallback(() => setPhase(lobby), []),
  };
}
