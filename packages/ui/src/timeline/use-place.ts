import { type RefObject, useCallback, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import { type Align, type Anchor, alignedTop, anchorsAt, heldTop, isAtEnd, rangeOf, Sequence } from "./geometry.ts";

export interface PlaceOptions {
  keys: readonly string[];
  guess: number;
  start: "end" | { key: string; align: Align };
  hasAfter: boolean;
  restsAt: "top" | "bottom";
  /** Rows that only part others, such as days, go elsewhere as more is loaded: nothing is held by them. */
  isStop: (key: string) => boolean;
  /** Told when what is in sight may be another. */
  onMove: () => void;
}

export interface Place {
  scroller: RefObject<HTMLDivElement | null>;
  box: RefObject<HTMLDivElement | null>;
  sheet: RefObject<HTMLDivElement | null>;
  sequence: Sequence;
  /** First and last line that are drawn. */
  drawn: readonly [number, number];
  /** Takes a row's element while it is there. */
  hold: (key: string, element: HTMLElement | null) => void;
  elementOf: (key: string) => HTMLElement | undefined;
  onScroll: () => void;
  onScrollEnd: () => void;
  goTo: (target: { key: string; align: Align } | "end") => void;
  view: () => { top: number; windowHeight: number; isAtEnd: boolean };
}

const [sparePx, firstWindowPx, calmMs] = [600, 900, 140];

interface State {
  /** Where the window is in the list, what the box's own position lacks of that, and that position as we know it. */
  top: number;
  shift: number;
  boxTop: number;
  windowHeight: number;
  /** What is drawn beyond the window. */
  spare: number;
  isMoving: boolean;
  /** The end was in sight. */
  isStuck: boolean;
  /** A row that is to be shown, until it and what is around it has been measured. */
  target: { key: string; align: Align } | "end" | null;
  anchors: readonly Anchor[];
  isNew: boolean;
}

const atFirst = {
  top: 0,
  shift: 0,
  boxTop: 0,
  windowHeight: firstWindowPx,
  spare: sparePx,
  isMoving: false,
  anchors: [],
  isNew: true,
};

/**
 * Where a list of rows of unknown heights stands, and what of it is drawn. Rows are measured as they are drawn; what is read stays where it is, or
 * the end does while it is in sight.
 *
 * While somebody scrolls, the browser's own position is not touched (it would stop the fling, or fight with the thumb): the rows are moved by
 * `shift` instead, which is given back once all is calm.
 */
export function usePlace({ keys, guess, start, hasAfter, restsAt, isStop, onMove }: PlaceOptions): Place {
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const elements = useRef(new Map<string, HTMLElement>());
  const heights = useRef(new Map<string, number>());
  const [version, redraw] = useReducer((count: number) => count + 1, 0);
  // The heights are one map that changes; its version says when.
  const sequence = useMemo(() => new Sequence(keys, { heights: heights.current, guess }), [keys, guess, version]);
  const state = useRef<State>({ ...atFirst, isStuck: start === "end", target: start === "end" ? null : start }).current;
  if (state.isNew) state.top = firstTop(sequence, { start, windowHeight: state.windowHeight });
  const drawn = rangeOf(sequence, state, state.spare);
  const current = useRef({ sequence, drawn, hasAfter, restsAt, isStop, onMove });
  const calm = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Puts the window to a place of the list, as far as that goes. */
  const moveTo = useCallback((wanted: number) => {
    const element = scroller.current;
    if (!element || !box.current || !sheet.current) return;
    const rows = current.current.sequence;
    const end = rows.endTop(state.windowHeight);
    state.top = Math.min(Math.max(0, wanted), end);
    const boxTop = element.scrollTop;
    // Near an end of the box there may be no room for what the shift hides.
    const isAtBrink = boxTop < state.windowHeight || boxTop > end - state.shift - state.windowHeight;
    const lay = (shift: number) => {
      const rest = current.current.restsAt === "bottom" ? Math.max(0, state.windowHeight - rows.height) : 0;
      state.shift = shift;
      if (box.current) box.current.style.height = `${Math.max(rows.height - shift, state.windowHeight)}px`;
      if (sheet.current) sheet.current.style.top = `${rest - shift}px`;
    };
    if (state.isMoving && !isAtBrink) lay(state.top - boxTop);
    else {
      lay(0);
      if (Math.abs(element.scrollTop - state.top) > 0.5) element.scrollTop = state.top;
      // Browsers round to whole pixels of the screen; the rest is a shift.
      const off = state.top - element.scrollTop;
      if (Math.abs(off) > 0.01 && Math.abs(off) < 1) lay(off);
    }
    state.boxTop = element.scrollTop;
  }, []);

  const remember = useCallback(() => {
    const { sequence: rows, isStop: holds } = current.current;
    const anchors = anchorsAt(rows, state, sparePx);
    const held = anchors.filter(({ key }) => holds(key));
    state.anchors = held.length > 0 ? held : anchors;
  }, []);

  const settle = useCallback(() => {
    clearTimeout(calm.current);
    state.isMoving = false;
    const wasSparing = state.spare < sparePx;
    state.spare = sparePx;
    if (Math.abs(state.shift) >= 1) moveTo(state.top);
    if (wasSparing) redraw();
  }, []);

  /** Takes over how far somebody has scrolled; false when nobody has. */
  const noteScroll = useCallback(() => {
    const boxTop = scroller.current?.scrollTop ?? 0;
    // What we did ourselves is told as well, rounded perhaps.
    if (Math.abs(boxTop - state.boxTop) < 1) return false;
    const isLeap = Math.abs(boxTop - state.boxTop) > state.windowHeight / 2;
    state.boxTop = boxTop;
    state.top = boxTop + state.shift;
    state.target = null;
    state.isMoving = true;
    // Leaping over more than is seen: only what is seen is drawn meanwhile.
    if (isLeap) state.spare = 0;
    clearTimeout(calm.current);
    calm.current = setTimeout(settle, calmMs);
    if (state.shift !== 0) moveTo(state.top);
    state.isStuck = isAtEnd(current.current.sequence, state);
    remember();
    return true;
  }, []);

  /** Draws what is in sight when it is not drawn yet. */
  const drawMore = useCallback(() => {
    const { sequence: rows, drawn: now } = current.current;
    const [first, last] = rangeOf(rows, state, Math.min(state.spare, sparePx / 3));
    const isMissing = first < now[0] || last > now[1];
    if (isMissing) redraw();
    return isMissing;
  }, []);

  useLayoutEffect(() => {
    // The browser tells of scrolling in its next frame only: what is held is where one is now.
    if (!state.isNew) noteScroll();
    current.current = { sequence, drawn, hasAfter, restsAt, isStop, onMove };
  });

  // After each drawing: measure, then hold what is read. Both may need another drawing, which happens before anything is painted.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    state.windowHeight = element.clientHeight;
    if (measure(elements.current, heights.current)) {
      redraw();
      return;
    }
    const { target } = state;
    const line = target === null || target === "end" ? -1 : sequence.lineOf(target.key);
    if (target === "end" || (state.isStuck && !hasAfter && line === -1)) moveTo(sequence.endTop(state.windowHeight));
    else if (target && line !== -1) moveTo(alignedTop(sequence, { line, align: target.align, view: state }));
    else moveTo(heldTop(sequence, state.anchors) ?? state.top);
    state.isNew = false;
    if (drawMore()) return;
    // One that is not loaded yet is waited for.
    if (line !== -1 || target === "end") state.target = null;
    state.isStuck = isAtEnd(sequence, state);
    remember();
  });

  const measureNow = useCallback(() => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const isOther = element.clientHeight !== state.windowHeight;
    // Before this frame is painted, so that nobody sees rows that lie over each other.
    if (measure(elements.current, heights.current) || isOther) flushSync(redraw);
  }, []);
  const observer = useRef<ResizeObserver>(undefined);
  useLayoutEffect(() => {
    const own = new ResizeObserver(measureNow);
    observer.current = own;
    if (scroller.current) own.observe(scroller.current);
    for (const element of elements.current.values()) own.observe(element);
    return () => {
      own.disconnect();
      clearTimeout(calm.current);
    };
  }, []);

  const hold = useCallback((key: string, element: HTMLElement | null) => {
    const before = elements.current.get(key);
    if (before) observer.current?.unobserve(before);
    if (!element) {
      elements.current.delete(key);
      return;
    }
    elements.current.set(key, element);
    // It is measured in this frame anyway; watched in the next one, or the browser complains of a circle.
    requestAnimationFrame(() => {
      if (elements.current.get(key) === element) observer.current?.observe(element);
    });
  }, []);

  const onScroll = useCallback(() => {
    if (!noteScroll()) return;
    drawMore();
    current.current.onMove();
  }, []);

  const goTo = useCallback((target: { key: string; align: Align } | "end") => {
    state.isMoving = false;
    state.target = target;
    redraw();
  }, []);

  return {
    scroller,
    box,
    sheet,
    sequence,
    drawn,
    hold,
    elementOf: useCallback((key: string) => elements.current.get(key), []),
    onScroll,
    onScrollEnd: settle,
    goTo,
    view: useCallback(() => ({ top: state.top, windowHeight: state.windowHeight, isAtEnd: state.isStuck }), []),
  };
}

function firstTop(
  sequence: Sequence,
  { start, windowHeight }: { start: PlaceOptions["start"]; windowHeight: number },
): number {
  const line = start === "end" ? -1 : sequence.lineOf(start.key);
  if (start === "end" || line === -1) return sequence.endTop(windowHeight);
  return alignedTop(sequence, { line, align: start.align, view: { top: 0, windowHeight } });
}

/** Takes the heights of what is drawn; true when one is another than was thought. */
function measure(elements: ReadonlyMap<string, HTMLElement>, heights: Map<string, number>): boolean {
  let isChanged = false;
  for (const [key, element] of elements) {
    const { height } = element.getBoundingClientRect();
    if (Math.abs((heights.get(key) ?? -1) - height) < 0.01) continue;
    heights.set(key, height);
    isChanged = true;
  }
  return isChanged;
}
