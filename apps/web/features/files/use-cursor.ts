import type { LongListHandle } from "@carbyne/ui";
import { type RefObject, useCallback, useEffect, useState } from "react";
import type { NodeList } from "./use-nodes.ts";

/** Where the keyboard stands in a list, and the way there: the line comes into sight and takes the focus once it is loaded. */
export function useCursor(
  list: NodeList,
  { box, handle }: { box: RefObject<HTMLElement | null>; handle: RefObject<LongListHandle | null> },
): { cursor: number; stand: (line: number) => void; mark: (line: number) => void } {
  const { name, at } = list;
  const [state, setState] = useState({ name, line: 0, wish: 0 });
  const line = state.name === name ? Math.min(state.line, Math.max(0, list.total - 1)) : 0;
  const wish = state.name === name ? state.wish : 0;
  const stand = useCallback(
    (next: number) => {
      handle.current?.scrollTo(next);
      setState((before) => ({ name, line: next, wish: before.wish + 1 }));
    },
    [name, handle],
  );
  // A menu that opens on a line has the focus itself.
  const mark = useCallback((next: number) => setState({ name, line: next, wish: 0 }), [name]);
  const id = at(line)?.id;
  useEffect(() => {
    if (wish === 0 || id === undefined) return;
    const frame = requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [wish, id, box]);
  return { cursor: line, stand, mark };
}
