import { useTranslations } from "next-intl";
import type { MenuEntry } from "@carbyne/ui";
import { Avatar } from "@carbyne/ui";
import type { RoomLine } from "../api.ts";
import { roomName } from "../names.ts";
import { RoomHeader } from "./room-header.tsx";
import { RoomIcon } from "./room-icon.tsx";
import { TypingLine } from "../typing/typing-line.tsx";
import { useToldTyping } from "../typing/use-told-typing.ts";
import { Talk } from "./talk.tsx";
import { useDraft } from "./use-draft.ts";

export interface RoomViewProps {
  line: RoomLine;
  wanted: { number: number; wish: unknown } | null;
  entries: readonly MenuEntry[];
  isDetails: boolean;
  onDetails: () => void;
  onBack: () => void;
}

/** A room: its name, what is said in it, and where one says more. */
export function RoomView({ line, wanted, entries, isDetails, onDetails, onBack }: RoomViewProps) {
  const draft = useToldTyping(line.room.id, null, useDraft(line));
  return (
    <section className="flex min-w-0 flex-1 flex-col bg-surface pb-1" aria-label={roomName(line)}>
      <RoomHeader line={line} entries={entries} isDetails={isDetails} onDetails={onDetails} onBack={onBack} />
      <Talk
        key={line.room.id}
        line={line}
        threadId={null}
        wanted={wanted}
        draft={draft}
        below={<TypingLine roomId={line.room.id} threadId={null} />}
        empty={<Beginning line={line} />}
      />
    </section>
  );
}

/** What stands at the beginning of a room. */
function Beginning({ line }: { line: Pick<RoomLine, "room" | "other"> }) {
  const t = useTranslations("chat.room");
  const name = roomName(line);
  return (
    <div className="flex flex-col gap-2 px-5 py-4">
      {line.room.kind === "direct" ? (
        <Avatar name={name} address={line.other?.id ?? name} size={40} />
      ) : (
        <span className="grid size-10 place-items-center rounded-2 bg-sunken text-muted [&_svg]:size-5">
          <RoomIcon line={line} />
        </span>
      )}
      <p dir="auto" className="text-16 font-semibold">
        {name}
      </p>
      <p className="max-w-[560px] text-13 text-muted">{t(`beginning.${line.room.kind}`, { name })}</p>
    </div>
  );
}
