import { type RefObject, useEffect, useState } from "react";

/** How many tools of one width fit into a line, one place kept for the button that opens the others. */
export function placesIn(lineWidth: number, { count, toolWidth }: { count: number; toolWidth: number }): number {
  const places = Math.floor(lineWidth / toolWidth);
  return places >= count ? count : Math.max(0, places - 1);
}

/** How many tools the line has room for, as its width changes. */
export function useFold(
  line: RefObject<HTMLElement | null>,
  { count, toolWidth }: { count: number; toolWidth: number },
): number {
  const [places, setPlaces] = useState(0);
  useEffect(() => {
    const element = line.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setPlaces(placesIn(entry.contentRect.width, { count, toolWidth }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [line, count, toolWidth]);
  return places;
}
