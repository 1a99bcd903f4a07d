import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { goTo } from "../../../client/place.ts";
import type { RoomLine } from "../api.ts";
import { roomName } from "../names.ts";
import { roomHref } from "../place.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { filterRooms } from "../sidebar/room-filter.ts";
import { sectionsOf } from "../sidebar/sections.ts";

/** Every room is one step away in the palette, and the next one by a key. */
export function useRoomCommands(
  lines: readonly RoomLine[] | undefined,
  currentId: string | null,
  begin: () => void,
): void {
  const t = useTranslations("chat");
  const tFrame = useTranslations("frame");
  const commands = useMemo((): Command[] => {
    const known = filterRooms(lines ?? [], { filter: "all", text: "", currentId });
    const { unread, favourites, rooms, people } = sectionsOf(known, currentId, Date.now());
    const shown = [...unread, ...favourites, ...rooms, ...people];
    const at = shown.findIndex((line) => line.room.id === currentId);
    const step = (by: 1 | -1) => () => {
      const next = shown[at === -1 ? (by === 1 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
      if (next) goTo(roomHref(next.room.id));
    };
    const isIdle = shown.length === 0;
    return [
      {
        id: "chat.next",
        action: "chat.next",
        label: t("nextRoom"),
        section: t("title"),
        isKeyOnly: true,
        isIdle,
        run: step(1),
      },
      {
        id: "chat.previous",
        action: "chat.previous",
        label: t("previousRoom"),
        section: t("title"),
        isKeyOnly: true,
        isIdle,
        run: step(-1),
      },
      { id: "chat.begin", action: "chat.begin", label: t("sidebar.newTalk"), section: t("title"), run: begin },
      ...(lines ?? []).map((line) => ({
        id: `chat.room.${line.room.id}`,
        label: tFrame("goTo", { place: roomName(line) }),
        section: tFrame("sections.go"),
        icon: <RoomIcon line={line} />,
        run: () => goTo(roomHref(line.room.id)),
      })),
    ];
  }, [lines, currentId, begin, t, tFrame]);
  useCommands(commands);
}
