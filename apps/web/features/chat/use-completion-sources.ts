import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type RoomDetails, type RoomLine, roomKey, roomQuery, roomsKey } from "./api.ts";
import type { CompletionSources } from "./composer/use-completions.tsx";
import { useOneself } from "./guest-page/guest.ts";
import { roomName } from "./names.ts";

const hasWord = (name: string, text: string) =>
  ` ${name.toLocaleLowerCase()}`.includes(` ${text.trim().toLocaleLowerCase()}`);

/** Who is in a room, and the groups and channels that one is in: what completes `@` and `#`. */
export function useCompletionSources(line: RoomLine): CompletionSources {
  const queryClient = useQueryClient();
  const me = useOneself().id;
  const { id, kind } = line.room;
  useQuery(roomQuery(id));
  return useMemo(
    () => ({
      hasEveryone: kind !== "direct",
      people: (text) =>
        (queryClient.getQueryData<RoomDetails>(roomKey(id))?.members ?? [])
          .filter((member) => member.leftAt === null && member.id !== me && hasWord(member.name, text))
          .map((member) => ({ id: member.id, name: member.name })),
      rooms: (text) =>
        (queryClient.getQueryData<RoomLine[]>(roomsKey) ?? [])
          .filter(({ room }) => room.kind !== "direct" && hasWord(room.name, text))
          .map((one) => ({ id: one.room.id, name: roomName(one), isPrivate: !one.room.isPublic })),
    }),
    [queryClient, id, kind, me],
  );
}
