/** A row and where in the window its top stands. */
export interface Anchor {
  key: string;
  at: number;
}

/** What of the list is in the window. */
export interface View {
  top: number;
  windowHeight: number;
}

export type Align = "start" | "center" | "end" | "nearest";

/** Lines by key, made once for each list of keys. */
const linesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where rows of differing heights stand: as measured, or as guessed for those that nobody has seen. */
export class Sequence {
  readonly keys: readonly string[];
  readonly #tops: Float64Array;
  readonly #lines: ReadonlyMap<string, number>;

  constructor(keys: readonly string[], { heights, guess }: { heights: ReadonlyMap<string, number>; guess: number }) {
    this.keys = keys;
    this.#tops = new Float64Array(keys.length + 1);
    let top = 0;
    keys.forEach((key, line) => {
      this.#tops[line] = top;
      top += heights.get(key) ?? guess;
    });
    this.#tops[keys.length] = top;
    this.#lines = linesOf.get(keys) ?? new Map(keys.map((key, line) => [key, line]));
    linesOf.set(keys, this.#lines);
  }

  get height(): number {
    return this.#tops[this.keys.length] ?? 0;
  }

  /** The line of a key; -1 when it is not there. */
  lineOf(key: string): number {
    return this.#lines.get(key) ?? -1;
  }

  topOf(line: number): number {
    return this.#tops[line] ?? this.height;
  }

  heightOf(line: number): number {
    return this.topOf(line + 1) - this.topOf(line);
  }

  /** The line that is at a height; the first or the last one beyond them, -1 without any. */
  lineAt(top: number): number {
    let [low, high] = [0, this.keys.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.topOf(middle + 1) > top) high = middle;
      else low = middle + 1;
    }
    return high;
  }

  /** The furthest that can be scrolled to. */
  endTop(windowHeight: number): number {
    return Math.max(0, this.height - windowHeight);
  }
}

/** First and last line that are in sight, with so much more on both sides. */
export function rangeOf(sequence: Sequence, { top, windowHeight }: View, sparePx = 0): readonly [number, number] {
  // What ends where the window begins is not in sight.
  return [
    sequence.lineAt(Math.max(0, top - sparePx)),
    sequence.lineAt(Math.max(0, top + windowHeight + sparePx - 0.01)),
  ];
}

/**
 * What to hold on to when rows come, go or grow, the best first: rows that begin in sight, so that one of which only the end is seen may grow
 * upwards; then that one; then those around, for when all that is in sight goes.
 */
export function anchorsAt(sequence: Sequence, view: View, sparePx: number): readonly Anchor[] {
  if (sequence.keys.length === 0) return [];
  const [from, to] = rangeOf(sequence, view, sparePx);
  const [first, last] = rangeOf(sequence, view);
  const anchors = sequence.keys
    .slice(from, to + 1)
    .map((key, past) => ({ key, at: sequence.topOf(from + past) - view.top }));
  const whole = (anchors[first - from]?.at ?? 0) < 0 ? first - from + 1 : first - from;
  const below = last - from + 1;
  return [
    ...anchors.slice(whole, below),
    ...anchors.slice(first - from, whole),
    ...anchors.slice(below),
    ...anchors.slice(0, first - from).toReversed(),
  ];
}

/** Where the window has to be so that the first anchor that is still there stands where it stood; null when none is. */
export function heldTop(sequence: Sequence, anchors: readonly Anchor[]): number | null {
  for (const { key, at } of anchors) {
    const line = sequence.lineOf(key);
    if (line !== -1) return sequence.topOf(line) - at;
  }
  return null;
}

/** Where the window has to be to show a line at its start, its middle or its end, or no further than needed. */
export function alignedTop(
  sequence: Sequence,
  { line, align, view }: { line: number; align: Align; view: View },
): number {
  const [top, height] = [sequence.topOf(line), sequence.heightOf(line)];
  const room = view.windowHeight - height;
  // What is higher than the window is read from its beginning.
  if (align === "start" || (align !== "nearest" && room < 0)) return top;
  if (align === "center") return top - room / 2;
  if (align === "end") return top - room;
  if (top >= view.top && top + height <= view.top + view.windowHeight) return view.top;
  return top < view.top || room < 0 ? top : top - room;
}

/** Whether the end of the list is in sight; fractions of a pixel are none. */
export function isAtEnd(sequence: Sequence, { top, windowHeight }: View): boolean {
  return sequence.height - (top + windowHeight) <= 2;
}
