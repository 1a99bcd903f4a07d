import { Avatar, IconButton, Menu, type MenuEntry, VisuallyHidden } from "@carbyne/ui";
import { ChevronLeft, Ellipsis, Info } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RoomLine, roomQuery } from "../api.ts";
import { roomName } from "../names.ts";
import { LastSeen } from "../presence/last-seen.tsx";
import { StatusLine } from "../status/status-line.tsx";
import { CallButton } from "./call-button.tsx";
import { RoomIcon } from "./room-icon.tsx";

export interface RoomHeaderProps {
  line: RoomLine;
  entries: readonly MenuEntry[];
  isDetails: boolean;
  onDetails: () => void;
  onBack: () => void;
}

/** Which room it is, what it is about, who is in it. */
export function RoomHeader({ line, entries, isDetails, onDetails, onBack }: RoomHeaderProps) {
  const t = useTranslations("chat.room");
  const { data } = useQuery(roomQuery(line.room.id));
  const present = data?.members.filter((member) => member.leftAt === null) ?? [];
  const { room } = line;
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b ps-5 pe-3 max-md:px-1">
      <IconButton label={t("back")} onClick={onBack} className="md:hidden">
        <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
      </IconButton>
      <div className="min-w-0 flex-1">
        <h1 className="flex items-center gap-2 text-16 font-semibold [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted">
          <RoomIcon line={line} size={room.picture ? 24 : 20} />
          <span dir="auto" className="truncate">
            {roomName(line)}
          </span>
        </h1>
        {room.topic === "" ? (
          room.kind === "direct" ? (
            line.other ? (
              <div className="flex min-w-0 items-center gap-2">
                <StatusLine personId={line.other.id} />
                <LastSeen personId={line.other.id} />
              </div>
            ) : null
          ) : (
            <p className="truncate text-12 text-muted">{t("people", { count: line.members })}</p>
          )
        ) : (
          <p dir="auto" className="truncate text-12 text-muted">
            {room.topic}
          </p>
        )}
      </div>
      {room.kind === "direct" ? null : (
        <button
          type="button"
          onClick={onDetails}
          title={t("showPeople", { count: line.members })}
          className="flex h-8 items-center gap-0.5 rounded-1 px-1.5 hover:bg-hover max-md:hidden"
        >
          {present.slice(0, 3).map((member) => (
            <Avatar key={member.id} name={member.name} address={member.id} size={24} />
          ))}
          <VisuallyHidden>{t("showPeople", { count: line.members })}</VisuallyHidden>
          {line.members > 3 ? (
            <span aria-hidden="true" className="ps-1 text-12 text-muted tabular-nums">
              +{line.members - 3}
            </span>
          ) : null}
        </button>
      )}
      {room.isArchived ? null : <CallButton room={room} />}
      <IconButton label={t("details")} isOn={isDetails} onClick={onDetails}>
        <Info aria-hidden="true" />
      </IconButton>
      <Menu
        trigger={
          <IconButton label={t("more")}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={entries}
      />
    </header>
  );
}
