"use client";

import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useAlwaysDark } from "../../../client/theme.tsx";
import { useWords } from "../../../client/words.ts";
import { After } from "../after/after.tsx";
import { aboutQuery } from "../api.ts";
import { CallView } from "../call/call-view.tsx";
import { Lobby } from "../lobby/lobby.tsx";
import { Waiting } from "../lobby/waiting.tsx";
import { createOwnMedia, type OwnMedia } from "../media/own-media.ts";
import { useMeetingState } from "./use-meeting-state.ts";
import { useSession } from "./use-session.ts";
import "../meet.css";

/** The meeting of a room, for whoever may come into it: before, in it, and after. */
export function MeetRoom({ roomId, onLeave }: { roomId: string; onLeave: (() => void) | null }) {
  const t = useTranslations("meet");
  const words = useWords();
  useAlwaysDark();
  const { data: about, error, refetch } = useQuery(aboutQuery(roomId));
  const state = useMeetingState(roomId);
  const [media, setMedia] = useState<OwnMedia | null>(null);
  const session = useSession(about, media, state);
  const { phase } = session;
  useEffect(() => {
    const made = createOwnMedia();
    setMedia(made);
    return () => made.close();
  }, []);
  // Who is not in it any more is neither seen nor heard.
  const isAfter = phase.at === "after";
  useEffect(() => {
    if (isAfter) media?.release();
  }, [isAfter, media]);
  // Who is in the lobby sees who came meanwhile.
  const running = state?.meetingId ?? null;
  useEffect(() => void refetch(), [running, refetch]);
  const name = about?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${t("title")} · Carbyne`;
  }, [name, t]);

  if (error && !about)
    return (
      <main className="grid h-dvh bg-sunken">
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      </main>
    );
  if (!about || !media)
    return (
      <main aria-busy="true" className="grid h-dvh place-items-center bg-sunken">
        <Skeleton className="h-96 w-[min(1136px,90vw)] animate-late" />
      </main>
    );
  if (phase.at === "call") return <CallView call={phase.call} media={media} about={about} state={state} />;
  if (phase.at === "after") return <After about={about} phase={phase} onAgain={session.again} onLeave={onLeave} />;
  if (phase.at === "waiting") return <Waiting about={about} media={media} onStop={session.stopWaiting} />;
  return (
    <Lobby
      about={about}
      media={media}
      state={state}
      error={phase.error}
      isRefused={phase.isRefused}
      isJoining={session.isJoining}
      onJoin={session.join}
      onLeave={onLeave}
    />
  );
}
