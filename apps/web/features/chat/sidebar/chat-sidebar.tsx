import { IconButton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { useStored } from "../../../client/stored.ts";
import { SidebarHeading, SidebarRow } from "../../frame/sidebar-row.tsx";
import { type RoomLine, roomsQuery } from "../api.ts";
import { roomName } from "../names.ts";
import { type ChatPlace, roomHref } from "../place.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { OwnStatusRow } from "../status/own-status-row.tsx";
import { StatusMark } from "../status/status-line.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { OwnPlaces } from "./own-places.tsx";
import { filterRooms, readRoomFilter } from "./room-filter.ts";
import { sectionsOf } from "./sections.ts";

export interface ChatSidebarProps {
  place: ChatPlace;
  isFolded: boolean;
  onNewRoom: () => void;
  onNewTalk: () => void;
}

/** The rooms that one is in: what is unread first, then favourites, groups and channels, and people. */
export function ChatSidebar({ place, isFolded, onNewRoom, onNewTalk }: ChatSidebarProps) {
  const t = useTranslations("chat.sidebar");
  const { data } = useQuery(roomsQuery);
  const currentId = place.kind === "room" ? place.id : null;
  const [stored, store] = useStored("chat.filter");
  const [text, setText] = useState("");
  const filter = readRoomFilter(stored);
  const isNarrowed = filter !== "all" || text.trim() !== "";
  const shown = filterRooms(data ?? [], { filter, text, currentId });
  const { unread, favourites, rooms, people } = sectionsOf(shown, currentId, Date.now());
  const section = (heading: string, lines: readonly RoomLine[], act?: ReactNode) =>
    lines.length === 0 && (!act || isNarrowed) ? null : (
      <>
        <SidebarHeading text={heading} isFolded={isFolded} act={act} />
        {lines.map((line) => (
          <RoomRow key={line.room.id} line={line} isCurrent={line.room.id === currentId} isFolded={isFolded} />
        ))}
      </>
    );
  return (
    <>
      <OwnStatusRow isFolded={isFolded} />
      <OwnPlaces place={place} isFolded={isFolded} />
      {isFolded ? null : (
        <FilterBar
          text={text}
          onText={setText}
          filter={filter}
          onFilter={(chosen) => store(chosen === "all" ? null : chosen)}
        />
      )}
      {section(t("unread"), unread)}
      {section(t("favourites"), favourites)}
      {section(
        t("rooms"),
        rooms,
        <IconButton label={t("newRoom")} size="small" onClick={onNewRoom}>
          <Plus aria-hidden="true" />
        </IconButton>,
      )}
      {section(
        t("people"),
        people,
        <IconButton label={t("newTalk")} size="small" onClick={onNewTalk}>
          <Plus aria-hidden="true" />
        </IconButton>,
      )}
      {isNarrowed && shown.every((line) => line.room.id === currentId) ? (
        <p className="px-4 py-2 text-13 text-muted">{t("nothing")}</p>
      ) : null}
    </>
  );
}

function RoomRow({ line, isCurrent, isFolded }: { line: RoomLine; isCurrent: boolean; isFolded: boolean }) {
  const t = useTranslations("chat.sidebar");
  const href = roomHref(line.room.id);
  const isMuted = line.seat.mutedUntil !== null && Date.parse(line.seat.mutedUntil) > Date.now();
  const isDraft = line.seat.draft !== "" && !isCurrent;
  const count = line.unread > 99 ? "99+" : String(line.unread);
  return (
    <SidebarRow
      href={href}
      icon={<RoomIcon line={line} />}
      mark={line.other ? <StatusMark personId={line.other.id} /> : undefined}
      label={isDraft ? t("draft", { name: roomName(line) }) : roomName(line)}
      count={line.unread > 0 ? count : undefined}
      countLabel={
        line.unread > 0
          ? t(line.mentions > 0 ? "mentionsLabel" : "unreadLabel", { count: line.unread, mentions: line.mentions })
          : undefined
      }
      isBadge={line.mentions > 0}
      isCurrent={isCurrent}
      isStrong={line.unread > 0 && !isMuted}
      isFolded={isFolded}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(href);
      }}
    />
  );
}
