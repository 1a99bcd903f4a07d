import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { chatServer, type RoomLine, threadsKey } from "../api.ts";

/** Tells the server how far a room or a thread is read, once for each step. */
export function useSeen(line: RoomLine, threadId: string | null): (number: number) => void {
  const queryClient = useQueryClient();
  const told = useRef(0);
  const { readNumber } = line;
  const roomId = line.room.id;
  return useCallback(
    (number: number) => {
      if (threadId === null) {
        if (number > readNumber) void chatServer.markRead({ roomId, number }).catch(() => undefined);
        return;
      }
      if (number <= told.current) return;
      told.current = number;
      void chatServer
        .markThreadRead(threadId, number)
        .then(() => queryClient.invalidateQueries({ queryKey: threadsKey }))
        // What is seen next tells it again.
        .catch(() => undefined);
    },
    [queryClient, roomId, threadId, readNumber],
  );
}
