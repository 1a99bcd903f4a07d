import type { RoomLine } from "../api.ts";
import { roomName } from "../names.ts";

export const roomFilters = ["all", "unread", "mentions", "favourites", "rooms", "people", "archived"] as const;
export type RoomFilter = (typeof roomFilters)[number];

/** What is stored of a choice; what is no longer one is all. */
export const readRoomFilter = (stored: string | null): RoomFilter =>
  roomFilters.find((filter) => filter === stored) ?? "all";

const fits: Record<Exclude<RoomFilter, "archived">, (line: RoomLine) => boolean> = {
  all: () => true,
  unread: (line) => line.unread > 0,
  mentions: (line) => line.mentions > 0,
  favourites: (line) => line.seat.isFavourite,
  rooms: (line) => line.room.kind !== "direct",
  people: (line) => line.room.kind === "direct",
};

/** The rooms of a kind whose names have the words; the open one stays. What is archived is only there when it is asked for. */
export function filterRooms(
  lines: readonly RoomLine[],
  { filter, text, currentId }: { filter: RoomFilter; text: string; currentId: string | null },
): RoomLine[] {
  const words = text.toLocaleLowerCase().split(/\s+/);
  return lines.filter((line) => {
    if (line.room.id === currentId) return true;
    const name = roomName(line).toLocaleLowerCase();
    if (!words.every((word) => name.includes(word))) return false;
    if (filter === "archived") return line.room.isArchived;
    return !line.room.isArchived && fits[filter](line);
  });
}
