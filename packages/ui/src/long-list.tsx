import {
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { boxHeight, Geometry, type Heading, scrolled, shiftAt } from "./long-list-geometry.ts";

export interface LongListHandle {
  /** Brings a line into sight; `start` puts it at the top. */
  scrollTo: (line: number, align?: "auto" | "start") => void;
  /** Whether the top of the list is in sight. */
  isAtTop: () => boolean;
  /** Lines that a page key moves by. */
  pageLines: () => number;
}

export interface LongListProps {
  label: string;
  count: number;
  lineHeight: number;
  headingHeight: number;
  headings: readonly Heading<ReactNode>[];
  /** The key of a line; undefined for one that is not loaded. */
  keyOf: (line: number) => string | undefined;
  /** The line of a key; -1 when it is not there. */
  lineOf: (key: string) => number;
  render: (line: number) => ReactNode;
  /** Told which lines are in sight. */
  onRange?: (first: number, last: number) => void;
  /** Told when the top comes into sight or leaves it. */
  onTop?: (isAtTop: boolean) => void;
  /** Where a list of this name was left, it begins again. */
  name: string;
  footer?: ReactNode;
  ref?: Ref<LongListHandle>;
}

const overscanPx = 360;
/** How long after a leap the lines beyond the window are drawn too. */
const calmMs = 120;
const firstWindowPx = 900;
/** Where lists were left in this window, by name. */
const left = new Map<string, number>();

/**
 * A list of any length with a true scrollbar, that draws only what is seen. Lines come, go and load without moving what is being looked at, unless
 * the top is in sight: there what is new shows.
 */
export function LongList(props: LongListProps) {
  const { count, lineHeight, headingHeight, headings, keyOf, lineOf, onRange, onTop, name } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const geometry = useMemo(
    () => new Geometry({ count, lineHeight, headingHeight, headings }),
    [count, lineHeight, headingHeight, headings],
  );
  const [view, setView] = useState({ top: left.get(name) ?? 0, shift: 0, windowHeight: firstWindowPx });
  const boxTop = useRef(0);
  /** Leaping over more than what is seen: only what is seen is drawn meanwhile. */
  const [isLeaping, setIsLeaping] = useState(false);
  const calm = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => void (calm.current !== null && clearTimeout(calm.current)), []);
  /** Lines that were in sight and where in the window they stood. */
  const anchors = useRef<readonly { key: string; at: number }[]>([]);
  const scale = { height: geometry.height, windowHeight: view.windowHeight };

  /** Goes to a place of the list, by ourselves. */
  const moveTo = (wanted: number, windowHeight = view.windowHeight) => {
    const to = { height: geometry.height, windowHeight };
    const top = Math.max(0, Math.min(wanted, geometry.height - windowHeight));
    const shift = shiftAt(to, top);
    if (scroller.current) scroller.current.scrollTop = top - shift;
    boxTop.current = top - shift;
    setView({ top, shift, windowHeight });
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const windowHeight = element.clientHeight;
      setView((before) => (before.windowHeight === windowHeight ? before : { ...before, windowHeight }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // What was in sight stays where it is, whatever came or went above it; at the top it is the top that stays.
  useLayoutEffect(() => {
    const held = view.top > 1 ? anchors.current.find(({ key }) => lineOf(key) !== -1) : undefined;
    const wanted = held ? geometry.topOf(lineOf(held.key)) - held.at : view.top;
    const isOff = Math.abs(wanted - view.top) > 0.5 || wanted > Math.max(0, geometry.height - view.windowHeight);
    const isShown = Math.abs((scroller.current?.scrollTop ?? 0) - (view.top - view.shift)) < 2;
    if (isOff || !isShown) moveTo(wanted);
    // Only a change of the lines is a reason; scrolling is the person's.
  }, [geometry, lineOf]);

  const first = geometry.lineAt(view.top);
  const last = count === 0 ? -1 : geometry.lineAt(view.top + view.windowHeight);
  useEffect(() => {
    if (count > 0) onRange?.(first, last);
  }, [first, last, count, onRange]);
  const isAtTop = view.top <= lineHeight / 2;
  useEffect(() => onTop?.(isAtTop), [isAtTop, onTop]);
  useLayoutEffect(() => {
    left.set(name, view.top);
    const seen: { key: string; at: number }[] = [];
    for (let line = first; line <= last; line++) {
      const key = keyOf(line);
      if (key !== undefined) seen.push({ key, at: geometry.topOf(line) - view.top });
    }
    anchors.current = seen;
  });

  useImperativeHandle(props.ref, () => ({
    scrollTo: (line, align = "auto") => {
      const top = geometry.topOf(line);
      const hasHeading = headings.some((heading) => heading.before === line);
      const above = top - (hasHeading ? headingHeight : 0);
      if (align === "start" || above < view.top) moveTo(above);
      else if (top + lineHeight > view.top + view.windowHeight) moveTo(top + lineHeight - view.windowHeight);
    },
    isAtTop: () => isAtTop,
    pageLines: () => Math.max(1, Math.floor(view.windowHeight / lineHeight) - 1),
  }));

  const onScroll = () => {
    const now = scroller.current?.scrollTop ?? 0;
    if (now === boxTop.current) return;
    const next = scrolled(scale, { boxTop: now, boxTopBefore: boxTop.current, shift: view.shift });
    if (Math.abs(now - boxTop.current) > view.windowHeight / 2) {
      setIsLeaping(true);
      if (calm.current !== null) clearTimeout(calm.current);
      calm.current = setTimeout(() => setIsLeaping(false), calmMs);
    }
    boxTop.current = now;
    setView({ ...next, windowHeight: view.windowHeight });
  };
  // After a while of small steps the thumb is put where it belongs, and the box has room on both sides again.
  const settle = () => {
    if (shiftAt(scale, view.top) !== view.shift) moveTo(view.top);
  };

  const lines: number[] = [];
  const sparePx = isLeaping ? 0 : overscanPx;
  const from = count === 0 ? 0 : geometry.lineAt(Math.max(0, view.top - sparePx));
  const to = count === 0 ? -1 : geometry.lineAt(view.top + view.windowHeight + sparePx);
  for (let line = from; line <= to; line++) lines.push(line);
  const place = (top: number, height: number) => ({ height, transform: `translateY(${top - view.shift}px)` });

  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      onScrollEnd={settle}
      className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
      tabIndex={-1}
    >
      <div
        role="list"
        aria-label={props.label}
        className="relative w-full overflow-hidden"
        style={{ height: boxHeight(scale) }}
      >
        {headings.map(({ before, content }) =>
          before >= from && before <= to ? (
            <div
              key={`before ${before}`}
              role="listitem"
              className="absolute inset-x-0 top-0"
              style={place(geometry.topOf(before) - headingHeight, headingHeight)}
            >
              {content}
            </div>
          ) : null,
        )}
        {lines.map((line) => (
          <div
            key={keyOf(line) ?? `line ${line}`}
            role="listitem"
            aria-setsize={count}
            aria-posinset={line + 1}
            className="absolute inset-x-0 top-0"
            style={place(geometry.topOf(line), lineHeight)}
          >
            {props.render(line)}
          </div>
        ))}
      </div>
      {props.footer}
    </div>
  );
}
