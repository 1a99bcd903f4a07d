import type { RoomLine } from "../api.ts";
import { roomName } from "../names.ts";

export interface Sections {
  unread: readonly RoomLine[];
  favourites: readonly RoomLine[];
  rooms: readonly RoomLine[];
  people: readonly RoomLine[];
}

const lastOf = (line: RoomLine) => Date.parse(line.last?.at ?? line.room.createdAt);

/** Rooms in their sections: unread by what came last, groups and channels by name, people by who was heard of last. */
export function sectionsOf(lines: readonly RoomLine[], currentId: string | null, now: number): Sections {
  const isMuted = (line: RoomLine) => line.seat.mutedUntil !== null && Date.parse(line.seat.mutedUntil) > now;
  const isHidden = (line: RoomLine) =>
    line.seat.hiddenNumber !== null && (line.last?.number ?? 0) <= line.seat.hiddenNumber && line.room.id !== currentId;
  const shown = lines.filter((line) => !isHidden(line));
  // The open room stays where it is, also while something unread is in it.
  const isUnread = (line: RoomLine) => line.unread > 0 && !isMuted(line) && line.room.id !== currentId;
  const byTime = (one: RoomLine, other: RoomLine) => lastOf(other) - lastOf(one);
  const byName = (one: RoomLine, other: RoomLine) => roomName(one).localeCompare(roomName(other));
  const rest = shown.filter((line) => !isUnread(line));
  return {
    unread: shown.filter(isUnread).toSorted(byTime),
    favourites: rest.filter((line) => line.seat.isFavourite).toSorted(byName),
    rooms: rest.filter((line) => !line.seat.isFavourite && line.room.kind !== "direct").toSorted(byName),
    people: rest.filter((line) => !line.seat.isFavourite && line.room.kind === "direct").toSorted(byTime),
  };
}
