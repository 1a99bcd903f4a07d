import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { announceHint } from "../../client/hints.ts";
import { leaveIfSignedOut } from "../session/api.ts";
import { conversationServer } from "./api.ts";
import { syncOf } from "./sync.ts";

/** Keeps what is shown true: on a hint, after a reconnect, and when the window comes to the front. */
export function LiveMail() {
  const queryClient = useQueryClient();
  useEffect(() => {
    const sync = syncOf(queryClient);
    const catchUp = () => {
      announceHint();
      void sync.catchUp();
    };
    const live = conversationServer.live(undefined, {
      // A hint may have been lost while we were away.
      onStarted: catchUp,
      onData: (hint) => {
        announceHint();
        void sync.hint(hint);
      },
      // The socket reconnects by itself; focus and the network's return ask as well.
      onError: (error) => leaveIfSignedOut(queryClient, error),
    });
    const onVisible = () => document.visibilityState === "visible" && catchUp();
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("focus", catchUp);
    window.addEventListener("online", catchUp);
    return () => {
      live.unsubscribe();
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("focus", catchUp);
      window.removeEventListener("online", catchUp);
    };
  }, [queryClient]);
  return null;
}
