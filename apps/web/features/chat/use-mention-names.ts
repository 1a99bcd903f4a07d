import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { roomsQuery } from "./api.ts";
import { useGuest, useOneself } from "./guest-page/guest.ts";
import type { NameOf } from "./markdown/message-text.tsx";
import type { Mention } from "./markdown/parse.ts";
import { roomName, useNames } from "./names.ts";
import { personHref, roomHref } from "./place.ts";

/** What people and rooms that stand in the texts of a room are called, and where they lead. */
export function useMentionNames(roomId: string): { named: NameOf; plain: (mention: Mention) => string | null } {
  const me = useOneself().id;
  const isGuest = useGuest() !== null;
  const nameOf = useNames(roomId);
  const { data: rooms } = useQuery(roomsQuery);
  const named = useCallback<NameOf>(
    (mention) => {
      if (mention.kind === "everyone") return null;
      if (mention.kind === "person") {
        const name = nameOf(mention.id);
        if (name === null) return null;
        // For a guest nothing lies beyond the room.
        return { name, isMine: mention.id === me, ...(isGuest ? {} : { href: personHref(mention.id) }) };
      }
      const line = rooms?.find((one) => one.room.id === mention.id);
      return line ? { name: roomName(line), href: roomHref(mention.id) } : null;
    },
    [nameOf, rooms, me, isGuest],
  );
  return { named, plain: useCallback((mention: Mention) => named(mention)?.name ?? null, [named]) };
}
