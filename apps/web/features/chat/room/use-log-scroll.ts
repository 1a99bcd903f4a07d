import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Nearer to an end than this, more is asked for. */
const nearPx = 600;
/** Nearer to the end than this counts as being there. */
const endPx = 24;

interface Anchor {
  key: string;
  /** How far below the upper edge it stands. */
  top: number;
}

export interface LogScroll {
  isAtEnd: boolean;
  toEnd: () => void;
  /** Brings a row into sight, at a third of the height; false where it is not there. */
  toKey: (key: string) => boolean;
}

interface Given {
  /** Changes with whatever is shown. */
  stamp: unknown;
  onNearStart: (() => void) | null;
  onNearEnd: (() => void) | null;
  /** The end of what is shown is the end of the room: who is there stays there. */
  isOpenEnded: boolean;
}

const rowsIn = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>("[data-row]")];

/**
 * Holds a log where it is looked at: what comes before it, or grows there, moves nothing, and who is at the end stays at the end. Rows carry `data-row`
 * with a key.
 */
export function useLogScroll(
  box: RefObject<HTMLElement | null>,
  { stamp, onNearStart, onNearEnd, isOpenEnded }: Given,
): LogScroll {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const atEnd = useRef(true);
  const anchor = useRef<Anchor | null>(null);

  const note = useCallback(() => {
    const at = box.current;
    if (!at) return;
    const isEnd = at.scrollHeight - at.scrollTop - at.clientHeight <= endPx && isOpenEnded;
    atEnd.current = isEnd;
    setIsAtEnd(isEnd);
    const upper = at.getBoundingClientRect().top;
    const first = rowsIn(at).find((row) => row.getBoundingClientRect().bottom > upper);
    anchor.current = first ? { key: first.dataset["row"] ?? "", top: first.getBoundingClientRect().top - upper } : null;
  }, [box, isOpenEnded]);

  const hold = useCallback(() => {
    const at = box.current;
    if (!at) return;
    if (atEnd.current) {
      at.scrollTop = at.scrollHeight;
      return;
    }
    const row = anchor.current && at.querySelector<HTMLElement>(`[data-row="${CSS.escape(anchor.current.key)}"]`);
    if (row && anchor.current)
      at.scrollTop += row.getBoundingClientRect().top - at.getBoundingClientRect().top - anchor.current.top;
  }, [box]);

  useLayoutEffect(hold, [hold, stamp]);

  useEffect(() => {
    const at = box.current;
    if (!at) return;
    const seen = new ResizeObserver(hold);
    seen.observe(at);
    for (const child of at.children) seen.observe(child);
    return () => seen.disconnect();
  }, [box, hold]);

  useEffect(() => {
    const at = box.current;
    if (!at) return;
    const onScroll = () => {
      note();
      if (at.scrollTop < nearPx) onNearStart?.();
      if (at.scrollHeight - at.scrollTop - at.clientHeight < nearPx) onNearEnd?.();
    };
    at.addEventListener("scroll", onScroll, { passive: true });
    return () => at.removeEventListener("scroll", onScroll);
  }, [box, note, onNearStart, onNearEnd]);

  // What is shown may not fill the pane: then nobody can scroll, and more is asked for by itself.
  useEffect(() => {
    const at = box.current;
    if (at && at.scrollHeight <= at.clientHeight + nearPx) onNearStart?.();
  }, [box, stamp, onNearStart]);

  return {
    isAtEnd,
    toEnd: useCallback(() => {
      const at = box.current;
      if (!at) return;
      atEnd.current = true;
      at.scrollTop = at.scrollHeight;
    }, [box]),
    toKey: useCallback(
      (key: string) => {
        const at = box.current;
        const row = at?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
        if (!at || !row) return false;
        atEnd.current = false;
        at.scrollTop += row.getBoundingClientRect().top - at.getBoundingClientRect().top - at.clientHeight / 3;
        note();
        return true;
      },
      [box, note],
    ),
  };
}
