/** A line of its own that stands before the line of that number. */
export interface Heading<T> {
  before: number;
  content: T;
}

/** Where the lines of a list stand, computed and not measured: any number of equal lines, with headings between some of them. */
export class Geometry {
  readonly count: number;
  readonly lineHeight: number;
  readonly headingHeight: number;
  /** In ascending order. */
  readonly #befores: readonly number[];

  constructor(sizes: {
    count: number;
    lineHeight: number;
    headingHeight: number;
    headings: readonly { before: number }[];
  }) {
    this.count = sizes.count;
    this.lineHeight = sizes.lineHeight;
    this.headingHeight = sizes.headingHeight;
    this.#befores = sizes.headings.map((heading) => heading.before);
  }

  get height(): number {
    return this.count * this.lineHeight + this.#befores.length * this.headingHeight;
  }

  /** Headings that stand before a line or earlier. */
  #headingsUpTo(line: number): number {
    let [low, high] = [0, this.#befores.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#befores[middle] ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where a line begins; its heading stands above that. */
  topOf(line: number): number {
    return line * this.lineHeight + this.#headingsUpTo(line) * this.headingHeight;
  }

  /** The line that is at a height, or the one under a heading that is there. */
  lineAt(top: number): number {
    let [low, high] = [0, Math.max(0, this.count - 1)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.topOf(middle) + this.lineHeight > top) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Higher than this no browser draws a box that scrolls (Firefox ends at 17.8 million). */
const mostPx = 8_000_000;

/**
 * How a list that is higher than a box may be scrolls in one that is not: a wheel moves it pixel by pixel, a scrollbar by its share of the whole.
 * `shift` is what the box's own position lacks of the list's.
 */
export interface Scale {
  /** The list's height and that of the window on it. */
  height: number;
  windowHeight: number;
}

export function boxHeight({ height }: Scale): number {
  return Math.min(height, mostPx);
}

/** The shift for a place of the list, such that the scrollbar's thumb is where its share is. */
export function shiftAt(scale: Scale, top: number): number {
  const range = Math.max(1, scale.height - scale.windowHeight);
  const boxRange = Math.max(1, boxHeight(scale) - scale.windowHeight);
  return range <= boxRange ? 0 : Math.round(top - (top / range) * boxRange);
}

/** The list's place and shift after the box was scrolled to `boxTop`. */
export function scrolled(
  scale: Scale,
  { boxTop, boxTopBefore, shift }: { boxTop: number; boxTopBefore: number; shift: number },
): { top: number; shift: number } {
  const range = Math.max(1, scale.height - scale.windowHeight);
  const boxRange = Math.max(1, boxHeight(scale) - scale.windowHeight);
  if (range <= boxRange) return { top: boxTop, shift: 0 };
  const isNear = Math.abs(boxTop - boxTopBefore) <= scale.windowHeight * 2;
  // At the ends of the box the list is at its end too.
  const isEnd = boxTop <= 0 || boxTop >= boxRange - 1;
  if (isNear && !isEnd) return { top: Math.min(range, Math.max(0, boxTop + shift)), shift };
  if (isNear && boxTop <= 0 && boxTop + shift > 0) return { top: shift, shift };
  if (isNear && boxTop >= boxRange - 1 && boxTop + shift < range) return { top: boxTop + shift, shift };
  const top = (boxTop / boxRange) * range;
  return { top, shift: top - boxTop };
}
