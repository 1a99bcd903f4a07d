import type { LongListHandle } from "@carbyne/ui";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

export interface CursorInput {
  box: RefObject<HTMLElement | null>;
  handle: RefObject<LongListHandle | null>;
  cursorId: string | null;
  /** Where the cursor's row stands among the lines; -1 while it is not loaded. */
  index: number;
}

/** Focus that a person put somewhere on purpose and that the list must not take. */
const kept = "section, form, [role=dialog], [role=menu], input, textarea, [contenteditable]";

/**
 * Keeps the row of the cursor in sight when the cursor moves, and the focus on it, so that a screen reader reads it. Not when rows come or go
 * above it: the list would jump while a person scrolls.
 */
export function useCursorInSight({ box, handle, cursorId, index }: CursorInput): void {
  const isFirst = useRef(true);
  const show = useEffectEvent(() => {
    if (index !== -1) handle.current?.scrollTo(index);
    return index !== -1;
  });
  useEffect(() => {
    const wasFirst = isFirst.current;
    isFirst.current = false;
    if (cursorId === null || !show() || wasFirst) return;
    if (document.activeElement?.closest(kept)) return;
    const frame = requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(cursorId)}"] a`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [cursorId, box]);
}
