import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { leaveIfSignedOut } from "../../session/api.ts";
import { useMe } from "../../session/me.ts";
import { chatServer, roomsQuery } from "../api.ts";
import { useTellHere } from "../telling/use-tell-here.ts";
import { openOutbox } from "./outbox.ts";
import { createChatSync } from "./sync-chat.ts";

/** Keeps the chat true on every page: what is said elsewhere comes by itself, and what was missed is asked for. */
export function LiveChat() {
  const queryClient = useQueryClient();
  const me = useMe().account.id;
  const tellHere = useTellHere();
  useEffect(() => {
    const sync = createChatSync(queryClient, { me, onHeard: tellHere });
    openOutbox((roomId) => sync.catchUp(roomId));
    void queryClient.prefetchQuery(roomsQuery);
    const live = chatServer.live(undefined, {
      onStarted: () => sync.started(),
      onData: (event) => sync.tell(event),
      onError: (error) => leaveIfSignedOut(queryClient, error),
    });
    const catchUp = () => void sync.catchUp().catch(() => undefined);
    window.addEventListener("online", catchUp);
    return () => {
      live.unsubscribe();
      window.removeEventListener("online", catchUp);
    };
  }, [queryClient, me, tellHere]);
  return null;
}
