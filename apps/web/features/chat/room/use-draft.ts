import { useCallback, useEffect, useRef, useState } from "react";
import { chatServer, type RoomLine } from "../api.ts";

const restMs = 800;
/** What this page has saved comes back as what another device might have written; so long it is known as its own. */
const ownMs = 10_000;

/** What is being written in a room, kept for it on all one's devices. */
export function useDraft(line: RoomLine): [string, (text: string) => void] {
  const [text, setText] = useState(line.seat.draft);
  const kept = useRef(line.seat.draft);
  const timer = useRef<number>(undefined);
  const waiting = useRef<string | null>(null);
  const own = useRef<string[]>([]);
  const roomId = line.room.id;
  const { draft } = line.seat;

  // Written on another device, while nothing is being written here.
  useEffect(() => {
    const at = own.current.indexOf(draft);
    if (at !== -1) own.current.splice(0, at + 1);
    if (at !== -1 || draft === kept.current || waiting.current !== null) return;
    kept.current = draft;
    setText(draft);
  }, [draft]);

  const save = useCallback(() => {
    window.clearTimeout(timer.current);
    const next = waiting.current;
    waiting.current = null;
    if (next === null || next === kept.current) return;
    kept.current = next;
    own.current.push(next);
    window.setTimeout(() => {
      const mine = own.current.indexOf(next);
      if (mine !== -1) own.current.splice(mine, 1);
    }, ownMs);
    // What cannot be kept now is kept with the next letter.
    void chatServer.changeSeat({ roomId, draft: next }).catch(() => undefined);
  }, [roomId]);
  useEffect(() => save, [save]);

  const write = useCallback(
    (next: string) => {
      setText(next);
      waiting.current = next;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(save, next === "" ? 0 : restMs);
    },
    [save],
  );
  return [text, write];
}
