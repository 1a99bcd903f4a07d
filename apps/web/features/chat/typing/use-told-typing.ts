import { useCallback, useRef } from "react";
import { chatServer } from "../api.ts";

/** Said again after so long, before what was said ends with the others. */
const againMs = 3_000;

/** Has the room hear that one is writing, with every letter that is written, as often as it needs to be said. */
export function useToldTyping(
  roomId: string,
  threadId: string | null,
  [text, setText]: [string, (text: string) => void],
): [string, (text: string) => void] {
  const said = useRef({ roomId, at: 0 });
  const write = useCallback(
    (next: string) => {
      setText(next);
      const now = Date.now();
      if (next.trim() === "" || (said.current.roomId === roomId && now - said.current.at < againMs)) return;
      said.current = { roomId, at: now };
      // Nobody misses it: it is said again with the next letters.
      void chatServer.typing({ roomId, ...(threadId === null ? {} : { threadId }) }).catch(() => undefined);
    },
    [setText, roomId, threadId],
  );
  return [text, write];
}
