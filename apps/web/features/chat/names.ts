import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type Message, type RoomLine, roomQuery, roomsQuery } from "./api.ts";

/** Gives the names of people in a room, of those who left too. */
export function useNames(roomId: string): (id: string | null) => string | null {
  const { data } = useQuery(roomQuery(roomId));
  const byId = useMemo(() => new Map(data?.members.map((member) => [member.id, member.name])), [data?.members]);
  return useCallback((id) => (id === null ? null : (byId.get(id) ?? null)), [byId]);
}

/** Who said something; a program goes by the name that it gave with it. */
export function authorName(
  { authorId, detail }: Pick<Message, "authorId" | "detail">,
  nameOf: (id: string | null) => string | null,
): string | null {
  const { bot } = detail;
  const said = typeof bot === "object" && bot !== null && "name" in bot ? bot.name : null;
  return typeof said === "string" ? said : nameOf(authorId);
}

/** The name that a room has for somebody: of a one-to-one, the other person's. */
export function roomName(line: Pick<RoomLine, "room" | "other">): string {
  return line.other?.name ?? line.room.name;
}

/** The line of a room in the list, which is there once the list is. */
export function useRoomLine(id: string): RoomLine | undefined {
  const { data } = useQuery({ ...roomsQuery, select: (lines) => lines.find((line) => line.room.id === id) });
  return data;
}
