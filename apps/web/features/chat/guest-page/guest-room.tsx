import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { goTo, useAddress } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { type RoomLine, roomsQuery } from "../api.ts";
import { parseRoomPlace, roomHref } from "../place.ts";
import { Talk } from "../room/talk.tsx";
import { ThreadPanel } from "../thread/thread-panel.tsx";
import { TypingLine } from "../typing/typing-line.tsx";
import { useToldTyping } from "../typing/use-told-typing.ts";
import { useOneself } from "./guest.ts";
import { GuestHeader } from "./guest-header.tsx";
import { useGuestLive } from "./use-guest-live.ts";

export interface GuestRoomProps {
  token: string;
  roomId: string;
  /** The guest went out by themselves. */
  onLeft: () => void;
  /** Something may have taken them out. */
  onOut: () => void;
}

/** The one room that a guest is in, and nothing beside it. */
export function GuestRoom({ token, roomId, onLeft, onOut }: GuestRoomProps) {
  const t = useTranslations("chat.guestPage");
  const words = useWords();
  const rooms = useQuery(roomsQuery);
  useGuestLive(useOneself().id, onOut);
  const line = rooms.data?.find((one) => one.room.id === roomId);
  const name = line?.room.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Carbyne`;
  }, [name]);
  return (
    <div className="flex h-dvh flex-col bg-surface">
      {line ? (
        <>
          <GuestHeader
            token={token}
            line={line}
            onLeft={() => {
              onLeft();
              onOut();
            }}
          />
          <Shown line={line} />
        </>
      ) : rooms.isError ? (
        <ErrorState {...words(rooms.error)} retryLabel={t("retry")} onRetry={() => void rooms.refetch()} />
      ) : (
        <Skeleton className="m-5 h-64 animate-late" />
      )}
    </div>
  );
}

function Shown({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.guestPage");
  const { id, name } = line.room;
  const address = useAddress();
  // A new object for each place that is gone to, so that the same message can be wished for again.
  const place = useMemo(() => parseRoomPlace(new URL(address, "https://here.invalid").searchParams), [address]);
  const { threadId, number } = place;
  const wanted = useMemo(() => (number === null ? null : { number, wish: place }), [number, place]);
  const draft = useToldTyping(id, null, useState(""));
  return (
    <div className="flex min-h-0 flex-1">
      <main className="flex min-w-0 flex-1 flex-col pb-1" aria-label={name}>
        <Talk
          line={line}
          threadId={null}
          wanted={threadId === null ? wanted : null}
          draft={draft}
          below={<TypingLine roomId={id} threadId={null} />}
          empty={<p className="px-5 py-4 text-13 text-muted">{t("beginning")}</p>}
        />
      </main>
      {threadId === null ? null : (
        <ThreadPanel
          key={threadId}
          line={line}
          threadId={threadId}
          wanted={wanted}
          onClose={() => goTo(roomHref(id))}
        />
      )}
    </div>
  );
}
