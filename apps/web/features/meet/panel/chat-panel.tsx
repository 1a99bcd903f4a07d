import { Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoomLine } from "../../chat/names.ts";
import { Talk } from "../../chat/room/talk.tsx";
import { TypingLine } from "../../chat/typing/typing-line.tsx";
import { useToldTyping } from "../../chat/typing/use-told-typing.ts";
import type { RoomLine } from "../../chat/api.ts";

/** What is said in the room, in the meeting as anywhere else. */
export function ChatPanel({ roomId }: { roomId: string }) {
  const line = useRoomLine(roomId);
  return line ? <Shown line={line} /> : <Skeleton className="m-3 h-48 animate-late" />;
}

function Shown({ line }: { line: RoomLine }) {
  const t = useTranslations("meet.panel");
  const { id } = line.room;
  const draft = useToldTyping(id, null, useState(""));
  return (
    <div className="flex min-h-0 flex-1 flex-col pb-1">
      <Talk
        line={line}
        threadId={null}
        wanted={null}
        draft={draft}
        below={<TypingLine roomId={id} threadId={null} />}
        empty={<p className="px-5 py-4 text-13 text-muted">{t("nothingSaid")}</p>}
      />
    </div>
  );
}
