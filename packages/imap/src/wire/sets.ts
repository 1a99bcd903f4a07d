/** A number of a set; `*` is the largest in use, written as Infinity until it is known. */
export interface SetRange {
  readonly from: number;
  readonly to: number;
}

/** A sequence-set of RFC 9051 §9, or `$`, the result of the last SEARCH that was saved (§6.4.4.1). */
export type SequenceSet = readonly SetRange[] | "saved";

/** Puts in the value of `*`, sorts and joins. A set may be written high to low and means the same: 5:2 is 2:5. */
export function normalizeRanges(ranges: readonly SetRange[], largest: number): SetRange[] {
  const known = ranges.map(({ from, to }) => {
    const a = from === Infinity ? largest : from;
    const b = to === Infinity ? largest : to;
    return a <= b ? { from: a, to: b } : { from: b, to: a };
  });
  return joinRanges(known);
}

/** Sorts ranges and joins those that touch. */
export function joinRanges(ranges: readonly SetRange[]): SetRange[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = joined.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** Ascending or paired numbers as a set: `1:3,7`. The order is kept, which COPYUID needs (RFC 4315 §3). */
export function formatSet(numbers: Iterable<number>): string {
  const pieces: string[] = [];
  let from = -1;
  let to = -1;
  for (const number of numbers) {
    if (number === to + 1 && from > 0) {
      to = number;
      continue;
    }
    if (from > 0) pieces.push(from === to ? `${from}` : `${from}:${to}`);
    from = number;
    to = number;
  }
  if (from > 0) pieces.push(from === to ? `${from}` : `${from}:${to}`);
  return pieces.join(",");
}
