import { useEffect, useRef } from "react";
import { useLatest } from "../../../client/latest.ts";
import { useSettings } from "../../settings/api.ts";
import type { ConversationRow } from "../types.ts";
import { useAct } from "../use-act.ts";

/** What is open counts as read, at once, after some seconds, or not by itself, as the person chose; marked unread again while open it stays so. */
export function useMarkRead(row: ConversationRow | null, isShown: boolean): void {
  const act = useAct();
  const { readAfterSeconds } = useSettings().settings;
  const isDone = useRef(false);
  const mark = useLatest(() => {
    isDone.current = true;
    if (row && row.unread > 0) void act({ rows: [row], act: "read" }, { isQuiet: true });
  });
  const isKnown = row !== null;
  useEffect(() => {
    if (!isShown || !isKnown || isDone.current || readAfterSeconds < 0) return;
    if (readAfterSeconds === 0) return mark();
    const timer = setTimeout(mark, readAfterSeconds * 1000);
    return () => clearTimeout(timer);
  }, [isShown, isKnown, readAfterSeconds, mark]);
}
