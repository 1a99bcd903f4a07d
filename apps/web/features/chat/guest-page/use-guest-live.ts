import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { chatServer } from "../api.ts";
import { openOutbox } from "../live/outbox.ts";
import { createChatSync } from "../live/sync-chat.ts";

/** Asked for anew after so long where it broke and one is still in. */
const againMs = 5_000;

/** Keeps a guest's room true. `onOut` is told of whatever may mean that they are no longer in it. */
export function useGuestLive(me: string, onOut: () => void): void {
  const queryClient = useQueryClient();
  const [turn, setTurn] = useState(0);
  const out = useLatest(onOut);
  useEffect(() => {
    let timer: number | undefined;
    // A guest has one room and its page open; nothing is told beside it.
    const sync = createChatSync(queryClient, { me, onHeard: () => undefined });
    openOutbox((roomId) => sync.catchUp(roomId));
    const live = chatServer.live(undefined, {
      onStarted: () => sync.started(),
      // What is shown stays until it is known why: it is not told as a room that is not there.
      onData: (event) => (event.what === "left" ? out() : sync.tell(event)),
      onError: () => {
        out();
        timer = window.setTimeout(() => setTurn((before) => before + 1), againMs);
      },
    });
    const catchUp = () => void sync.catchUp().catch(() => undefined);
    window.addEventListener("online", catchUp);
    return () => {
      window.clearTimeout(timer);
      live.unsubscribe();
      window.removeEventListener("online", catchUp);
    };
  }, [queryClient, me, out, turn]);
}
