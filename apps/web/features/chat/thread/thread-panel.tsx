import { IconButton } from "@carbyne/ui";
import { Bell, BellRing, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RoomLine } from "../api.ts";
import { roomName } from "../names.ts";
import { Talk } from "../room/talk.tsx";
import { TypingLine } from "../typing/typing-line.tsx";
import { useToldTyping } from "../typing/use-told-typing.ts";
import { useFollowed } from "./use-thread-verbs.ts";

export interface ThreadPanelProps {
  line: RoomLine;
  threadId: string;
  wanted: { number: number; wish: unknown } | null;
  onClose: () => void;
}

/** A thread beside its room; instead of it where there is no room for both. */
export function ThreadPanel({ line, threadId, wanted, onClose }: ThreadPanelProps) {
  const t = useTranslations("chat.thread");
  const draft = useToldTyping(line.room.id, threadId, useState(""));
  const [isAlsoInRoom, setIsAlsoInRoom] = useState(false);
  const tThreads = useTranslations("chat.threads");
  const { isFollowed, toggle } = useFollowed(threadId);
  return (
    <aside
      aria-label={t("title")}
      className="flex w-90 shrink-0 flex-col border-s bg-bg pb-3 max-lg:fixed max-lg:inset-0 max-lg:z-10 max-lg:w-full"
    >
      <header className="flex h-14 shrink-0 items-center gap-1 border-b ps-4 pe-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-16 font-semibold">{t("title")}</h2>
          <p dir="auto" className="truncate text-12 text-muted">
            {roomName(line)}
          </p>
        </div>
        <IconButton label={tThreads(isFollowed ? "unfollow" : "follow")} isOn={isFollowed} onClick={toggle}>
          {isFollowed ? <BellRing aria-hidden="true" /> : <Bell aria-hidden="true" />}
        </IconButton>
        <IconButton label={t("close")} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <Talk
        key={threadId}
        line={line}
        threadId={threadId}
        wanted={wanted}
        draft={draft}
        isAlsoInRoom={isAlsoInRoom}
        below={
          <>
            <TypingLine roomId={line.room.id} threadId={threadId} />
            <label className="flex items-center gap-2 px-5 pt-1.5 text-12 text-muted max-md:min-h-11 max-md:px-4">
              <input
                type="checkbox"
                className="accent-accent"
                checked={isAlsoInRoom}
                onChange={(event) => setIsAlsoInRoom(event.target.checked)}
              />
              {t("alsoInRoom")}
            </label>
          </>
        }
      />
    </aside>
  );
}
