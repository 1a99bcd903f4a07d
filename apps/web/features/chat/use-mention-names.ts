import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useMe } from "../session/me.ts";
import { roomsQuery } from "./api.ts";
import type { NameOf } from "./markdown/message-text.tsx";
import type { Mention } from "./markdown/parse.ts";
import { roomName, useNames } from "./names.ts";
import { personHref, roomHref } from "./place.ts";

/** What people and rooms that stand in the texts of a room are called, and where they lead. */
export function useMentionNames(roomId: string): { named: NameOf; plain: (mention: Mention) => string | null } {
  const me = useMe().account.id;
  const nameOf = useNames(roomId);
  const { data: rooms } = useQuery(roomsQuery);
  const named = useCallback<NameOf>(
    (mention) => {
      if (mention.kind === "everyone") return null;
      if (mention.kind === "person") {
        const name = nameOf(mention.id);
        return name === null ? null : { name, isMine: mention.id === me, href: personHref(mention.id) };
      }
      const line = rooms?.find((one) => one.room.id === mention.id);
      return line ? { name: roomName(line), href: roomHref(mention.id) } : null;
    },
    [nameOf, rooms, me],
  );
  return { named, plain: useCallback((mention: Mention) => named(mention)?.name ?? null, [named]) };
}
