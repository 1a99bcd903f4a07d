import { useEffect, useState } from "react";
import { type MeetingState, meetServer } from "../api.ts";

const againMs = 3_000;

/** What changes around the meeting of a room; null until it is known. */
export function useMeetingState(roomId: string): MeetingState | null {
  const [state, setState] = useState<MeetingState | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer: number | undefined;
    const watching = meetServer.watch.subscribe(
      { roomId },
      {
        onData: setState,
        onError: () => {
          timer = window.setTimeout(() => setTurn((before) => before + 1), againMs);
        },
      },
    );
    return () => {
      window.clearTimeout(timer);
      watching.unsubscribe();
    };
  }, [roomId, turn]);
  return state;
}
