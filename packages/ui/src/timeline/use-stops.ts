import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Align, rangeOf } from "./geometry.ts";
import type { Place } from "./use-place.ts";

export interface Stops {
  /** The row that Tab comes to; null as long as nobody was in the list. */
  active: string | null;
  count: number;
  /** The number of a row among those that the keyboard stops at, from 1; 0 for others. */
  positionOf: (key: string) => number;
  focusKey: (key: string, align?: Align) => void;
  focus: () => void;
  /** Forgets where the keyboard stood when that went out of sight and nobody is there. */
  leaveUnseen: (first: number, last: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

interface StopOptions {
  place: Place;
  isStop: (key: string) => boolean;
  hasAfter: boolean;
  onWantEnd: (() => void) | undefined;
}

/** One stop of the Tab key for the whole list: arrows, page keys, Home and End move between its rows. */
export function useStops({ place, isStop, hasAfter, onWantEnd }: StopOptions): Stops {
  const { sequence } = place;
  const [active, setActive] = useState<string | null>(null);
  const toFocus = useRef<string | null>(null);
  const isInside = useRef(false);
  const stops = useMemo(() => sequence.keys.filter(isStop), [sequence.keys, isStop]);
  // By line, not by key: thousands of rows come at once.
  const positions = useMemo(() => {
    let count = 0;
    return Int32Array.from(sequence.keys, (key) => (isStop(key) ? ++count : 0));
  }, [sequence.keys, isStop]);
  const positionOf = (key: string) => positions[sequence.lineOf(key)] ?? 0;
  /** Where the active row stood, for when it goes. */
  const lastPosition = useRef(0);

  const focusKey = (key: string, align: Align = "nearest") => {
    toFocus.current = key;
    setActive(key);
    place.goTo({ key, align });
  };

  useLayoutEffect(() => {
    if (active !== null && positionOf(active) === 0) {
      // It was removed: its neighbour takes its place.
      const next = stops[Math.min(lastPosition.current, stops.length) - 1] ?? null;
      if (isInside.current) toFocus.current = next;
      setActive(next);
      return;
    }
    if (active !== null) lastPosition.current = positionOf(active);
    const element = toFocus.current === null ? undefined : place.elementOf(toFocus.current);
    if (!element) return;
    toFocus.current = null;
    element.focus({ preventScroll: true });
  });

  /** The last stop in sight, or the first. */
  const seen = (which: "first" | "last"): string | undefined => {
    const [from, to] = rangeOf(sequence, place.view());
    const inSight = sequence.keys.slice(from, to + 1).filter((key) => positionOf(key) > 0);
    return which === "first" ? inSight[0] : inSight.at(-1);
  };

  const keyFor = (pressed: string): string | undefined => {
    const at = active === null ? -1 : positionOf(active) - 1;
    if (pressed === "Home") return stops[0];
    if (pressed === "End") return stops.at(-1);
    if (pressed === "ArrowUp") return at === -1 ? seen("last") : stops[at - 1];
    if (pressed === "ArrowDown") return at === -1 ? seen("first") : stops[at + 1];
    const { top, windowHeight } = place.view();
    const step = (pressed === "PageUp" ? -1 : 1) * windowHeight * 0.9;
    const from = active === null ? top + windowHeight / 2 : sequence.topOf(sequence.lineOf(active));
    const line = sequence.lineAt(Math.max(0, from + step));
    const beyond = sequence.keys.slice(line).find((key) => positionOf(key) > 0) ?? stops.at(-1);
    return beyond === active ? stops[pressed === "PageUp" ? at - 1 : at + 1] : beyond;
  };

  return {
    active,
    count: stops.length,
    positionOf,
    focusKey,
    focus: () => {
      const key = active ?? seen("last");
      if (key !== undefined) focusKey(key);
      else place.scroller.current?.focus();
    },
    leaveUnseen: (first, last) => {
      if (active === null || isInside.current) return;
      const line = sequence.lineOf(active);
      if (line < first || line > last) setActive(null);
    },
    onKeyDown: (event) => {
      const isOwn = event.target === event.currentTarget || (event.target instanceof Element && isRow(event.target));
      if (!isOwn || event.altKey || event.shiftKey || event.metaKey || event.defaultPrevented) return;
      if (!["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"].includes(event.key)) return;
      if (event.ctrlKey && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      if (event.key === "End" && hasAfter && onWantEnd) {
        onWantEnd();
        return;
      }
      const key = keyFor(event.key);
      if (key !== undefined) focusKey(key, event.key === "Home" ? "start" : event.key === "End" ? "end" : "nearest");
    },
    onFocus: (event) => {
      isInside.current = true;
      const key = event.target.closest("[data-row]")?.getAttribute("data-row");
      if (key && positionOf(key) > 0) setActive(key);
    },
    onBlur: (event) => {
      isInside.current = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
    },
  };
}

function isRow(element: Element): boolean {
  return element.hasAttribute("data-row");
}
