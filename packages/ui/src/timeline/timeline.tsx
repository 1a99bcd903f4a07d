import { memo, type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { type Align, rangeOf } from "./geometry.ts";
import { useNear } from "./use-near.ts";
import { usePlace } from "./use-place.ts";
import { useStops } from "./use-stops.ts";

export interface TimelineHandle {
  /** Shows a row; false when it is not among the keys. With `isFocused` the keyboard stands there too. */
  scrollToKey: (key: string, align?: Align, options?: { isFocused?: boolean }) => boolean;
  scrollToEnd: () => void;
  isAtEnd: () => boolean;
  /** Brings the keyboard to where it stood, or to the last row in sight. */
  focus: () => void;
}

export interface TimelineProps {
  label: string;
  /** All rows that are loaded, from the first to the last; a new array when they change. */
  keys: readonly string[];
  /**
   * Draws a row; the same function as long as its rows look the same. What a row shows may change by itself. Told whether the keyboard stands on it.
   */
  render: (key: string, isActive: boolean) => ReactNode;
  /** How high a row is as long as nobody has seen it. */
  guess: number;
  /** Where it begins: at its end, or with a row. */
  start?: "end" | { key: string; align: Align };
  /** Rows that only part others, such as days, are passed over by the keyboard; the same function always. */
  isStop?: (key: string) => boolean;
  /** What a screen reader says of a row when the keyboard comes to it. */
  labelOf?: (key: string) => string | undefined;
  /** Whether there is more than what is loaded. */
  hasBefore?: boolean;
  hasAfter?: boolean;
  /** Asked for more when the first, or last, rows come near; once for each first, or last, key. */
  onNearStart?: (() => void) | undefined;
  onNearEnd?: (() => void) | undefined;
  /** End was pressed, or the end asked for, while there is more after what is loaded. */
  onWantEnd?: () => void;
  /** Told the first and last rows in sight. */
  onVisible?: (first: string, last: string) => void;
  /** Told whether the end of what is loaded is in sight. */
  onAtEnd?: (isAtEnd: boolean) => void;
  /** Where rows lie that do not fill the window. */
  restsAt?: "top" | "bottom";
  ref?: Ref<TimelineHandle>;
}

const always = () => true;

/**
 * A long conversation: rows of any height, both ends open. What is read stays in place whatever comes, goes or grows around it; while the end is in
 * sight, the end stays.
 */
export function Timeline(props: TimelineProps) {
  const { keys, render, isStop = always, labelOf, hasBefore = false, hasAfter = false } = props;
  const told = useRef({ first: "", last: "", isAtEnd: null as boolean | null });
  const move = useRef(() => {});
  const place = usePlace({
    keys,
    guess: props.guess,
    start: props.start ?? "end",
    hasAfter,
    restsAt: props.restsAt ?? "bottom",
    isStop,
    onMove: useCallback(() => move.current(), []),
  });
  const { sequence, drawn } = place;
  const stops = useStops({ place, isStop, hasAfter, onWantEnd: props.onWantEnd });
  const near = useNear({ place, hasBefore, hasAfter, onNearStart: props.onNearStart, onNearEnd: props.onNearEnd });

  useEffect(() => {
    move.current = () => {
      const view = place.view();
      const [from, to] = rangeOf(sequence, view);
      const [first = "", last = ""] = [keys[from], keys[to]];
      if (first !== "" && (first !== told.current.first || last !== told.current.last)) props.onVisible?.(first, last);
      if (view.isAtEnd !== told.current.isAtEnd) props.onAtEnd?.(view.isAtEnd);
      told.current = { first, last, isAtEnd: view.isAtEnd };
      stops.leaveUnseen(from, to);
      near();
    };
    move.current();
  });

  useImperativeHandle(props.ref, () => ({
    scrollToKey: (key, align = "nearest", { isFocused = false } = {}) => {
      if (sequence.lineOf(key) === -1) return false;
      if (isFocused) stops.focusKey(key, align);
      else place.goTo({ key, align });
      return true;
    },
    scrollToEnd: () => (hasAfter && props.onWantEnd ? props.onWantEnd() : place.goTo("end")),
    isAtEnd: () => place.view().isAtEnd && !hasAfter,
    focus: stops.focus,
  }));

  const lines = useMemo(() => {
    const [first, last] = drawn;
    const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, past) => first + past);
    // Where the keyboard stands is kept, wherever the window is.
    const kept = stops.active === null ? -1 : sequence.lineOf(stops.active);
    if (kept === -1 || (kept >= first && kept <= last)) return shown.filter((line) => line >= 0);
    return kept < first ? [kept, ...shown] : [...shown, kept];
  }, [drawn[0], drawn[1], stops.active, sequence]);

  return (
    <div
      ref={place.scroller}
      role="log"
      // What comes in by scrolling is no news; who wants news said has a place of its own for them.
      aria-live="off"
      aria-label={props.label}
      tabIndex={stops.active === null ? 0 : -1}
      onScroll={place.onScroll}
      onScrollEnd={place.onScrollEnd}
      onKeyDown={stops.onKeyDown}
      onFocus={stops.onFocus}
      onBlur={stops.onBlur}
      className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
    >
      <div ref={place.box} className="relative w-full overflow-hidden">
        <div ref={place.sheet} className="absolute inset-x-0">
          {lines.map((line) => {
            const key = keys[line] ?? "";
            const position = stops.positionOf(key);
            return (
              <Row
                key={key}
                rowKey={key}
                top={sequence.topOf(line)}
                hold={place.hold}
                render={render}
                label={labelOf?.(key)}
                position={position}
                count={hasBefore || hasAfter ? -1 : stops.count}
                isActive={stops.active === key}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  rowKey: string;
  top: number;
  hold: (key: string, element: HTMLElement | null) => void;
  render: (key: string, isActive: boolean) => ReactNode;
  label: string | undefined;
  /** From 1; 0 for what only parts others. */
  position: number;
  count: number;
  isActive: boolean;
}

const Row = memo(function Row({ rowKey, top, hold, render, label, position, count, isActive }: RowProps) {
  const take = useCallback((element: HTMLDivElement | null) => hold(rowKey, element), [hold, rowKey]);
  const stop =
    position === 0
      ? {}
      : {
          role: "article",
          "aria-label": label,
          "aria-posinset": position,
          "aria-setsize": count,
          tabIndex: isActive ? 0 : -1,
        };
  return (
    // A row's height is that of what it shows, with its margins.
    <div ref={take} data-row={rowKey} style={{ top }} className="group/row absolute inset-x-0 flow-root" {...stop}>
      <Content rowKey={rowKey} render={render} isActive={isActive} />
    </div>
  );
});

const Content = memo(function Content({ rowKey, render, isActive }: Pick<RowProps, "rowKey" | "render" | "isActive">) {
  return render(rowKey, isActive);
});
