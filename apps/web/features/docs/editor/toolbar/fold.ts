import { type RefObject, useEffect, useState } from "react";

/** How many tools fit into a line, in their order; when not all do, a place is kept for the button that opens the others. */
export function fitInto(linePx: number, { widths, morePx }: { widths: readonly number[]; morePx: number }): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  if (all <= linePx) return widths.length;
  let left = linePx - morePx;
  let count = 0;
  for (const width of widths) {
    left -= width;
    if (left < 0) break;
    count++;
  }
  return count;
}

/** How many tools the line has room for, as its width changes. */
export function useFoldOf(line: RefObject<HTMLElement | null>, widths: readonly number[], morePx: number): number {
  const [linePx, setLinePx] = useState(0);
  useEffect(() => {
    const element = line.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setLinePx(entry.contentRect.width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [line]);
  return fitInto(linePx, { widths, morePx });
}
