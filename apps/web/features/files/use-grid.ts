import type { LongListHandle } from "@carbyne/ui";
import { type RefObject, useImperativeHandle, useMemo, useRef } from "react";
import { useStored } from "../../client/stored.ts";
import { useSize } from "../preview/use-size.ts";
import type { NodeList } from "./use-nodes.ts";

/** A tile is as wide as this or somewhat wider, and its picture four to three. */
const leastPx = { wide: 190, narrow: 150 };
const gapPx = 12;
const footPx = 44;

export interface Grid {
  /** Entries that stand side by side; 1 is a list. */
  perLine: number;
  linePx: number;
  isGrid: boolean;
}

/** Whether entries are shown as pictures, which this browser remembers. */
export function useFilesView(): ["list" | "grid", () => void] {
  const [stored, store] = useStored("files.view");
  const view = stored === "grid" ? "grid" : "list";
  return [view, () => store(view === "grid" ? null : "grid")];
}

/** How many stand side by side in a box, and how high a line of them is. */
export function useGrid(
  box: RefObject<HTMLElement | null>,
  { isNarrow, isList }: { isNarrow: boolean; isList: boolean },
): Grid {
  const [view] = useFilesView();
  const { width } = useSize(box);
  if (view === "list" || isList) return { perLine: 1, linePx: isNarrow ? 60 : 44, isGrid: false };
  const room = width - gapPx;
  const perLine = Math.max(2, Math.floor(room / ((isNarrow ? leastPx.narrow : leastPx.wide) + gapPx)));
  const tilePx = room / perLine - gapPx;
  return { perLine, linePx: Math.round(tilePx * 0.75) + footPx + gapPx, isGrid: true };
}

/** The handle of a list whose lines hold several entries, as one of entries. */
export function useEntryHandle(
  handle: RefObject<LongListHandle | null>,
  perLine: number,
): RefObject<LongListHandle | null> {
  const lines = useRef<LongListHandle>(null);
  useImperativeHandle(
    handle,
    () => ({
      scrollTo: (entry, align) => lines.current?.scrollTo(Math.floor(entry / perLine), align),
      isAtTop: () => lines.current?.isAtTop() ?? true,
      pageLines: () => (lines.current?.pageLines() ?? 1) * perLine,
    }),
    [perLine],
  );
  return lines;
}

/** Lines of several entries each, as a list of lines asks for them. */
export function useLines({ at, lineOf, onRange }: NodeList, perLine: number) {
  return useMemo(
    () => ({
      keyOf: (line: number) => at(line * perLine)?.id,
      lineOf(key: string) {
        const entry = lineOf(key);
        return entry === -1 ? -1 : Math.floor(entry / perLine);
      },
      onRange: (first: number, last: number) => onRange(first * perLine, (last + 1) * perLine - 1),
    }),
    [at, lineOf, onRange, perLine],
  );
}
