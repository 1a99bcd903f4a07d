import { isAbove, type Order } from "./list-order.ts";
import type { ConversationRow } from "./types.ts";

/** A stretch of a list without a gap: its rows stand from the line `start` on. */
export interface Segment {
  start: number;
  rows: readonly ConversationRow[];
}

/** What is loaded of a list, which may be much longer. */
export interface ListData {
  /** From top to bottom, with gaps between them. */
  segments: readonly Segment[];
  /** How many lines the list has, as far as is known. */
  total: number;
  /** Something changed where nothing is loaded: the total has to be asked for again. */
  isTotalStale: boolean;
  /** For a list that can only be read on: where. Null at its end. */
  nextCursor: string | null;
  /** How far each space had come before the first page of it was read. */
  modseqs: Readonly<Record<string, string>>;
}

/** All rows that are loaded, from top to bottom. */
export function rowsOf(data: ListData | undefined): ConversationRow[] {
  return data?.segments.flatMap((segment) => segment.rows) ?? [];
}

export function endOf(segment: Segment): number {
  return segment.start + segment.rows.length;
}

/** The row of a line, if it is loaded. */
export function rowAt(data: ListData | undefined, line: number): ConversationRow | undefined {
  const segment = data?.segments.findLast((candidate) => candidate.start <= line);
  return segment?.rows[line - segment.start];
}

/** The line of a row; -1 when it is not loaded. */
export function lineOf(data: ListData | undefined, id: string): number {
  for (const segment of data?.segments ?? []) {
    const at = segment.rows.findIndex((row) => row.id === id);
    if (at !== -1) return segment.start + at;
  }
  return -1;
}

/** Moves everything from the segment of that number on, as rows above it come or go. */
export function shifted(segments: readonly Segment[], from: number, by: number): Segment[] {
  return segments.map((segment, at) =>
    at >= from && by !== 0 ? { ...segment, start: Math.max(0, segment.start + by) } : segment,
  );
}

/** Segments that touch become one, so that what comes between their rows has a place. */
function joined(segments: readonly Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const before = result.at(-1);
    if (segment.rows.length === 0) continue;
    if (before && endOf(before) >= segment.start) {
      const known = new Set(before.rows.map((row) => row.id));
      const more = segment.rows.filter((row) => !known.has(row.id));
      result[result.length - 1] = { start: before.start, rows: [...before.rows, ...more] };
    } else result.push(segment);
  }
  return result;
}

export interface Stretch {
  rows: readonly ConversationRow[];
  /** The line of its first row, as far as was guessed. */
  start: number;
  /** The list begins or ends with it. */
  isFirst?: boolean;
  isLast?: boolean;
}

/** The list with a stretch that was read. Rows that it has in common with what is loaded say where it really stands. */
export function withStretch(data: ListData, stretch: Stretch, order: Order): ListData {
  const { rows, isFirst = false, isLast = false } = stretch;
  // There is nothing so far down: the list is shorter than was thought.
  if (rows.length === 0) return isLast ? { ...data, total: Math.max(0, ...data.segments.map(endOf)) } : data;
  const fresh = new Set(rows.map((row) => row.id));
  const touched = data.segments.filter((segment) => segment.rows.some((row) => fresh.has(row.id)));
  const others = data.segments.filter((segment) => !touched.includes(segment));
  // What was read last is what holds.
  const known = new Map([...touched.flatMap((segment) => segment.rows), ...rows].map((row) => [row.id, row]));
  const all = touched.length === 0 ? [...rows] : [...known.values()].sort((a, b) => (isAbove(a, b, order) ? -1 : 1));
  const [anchor] = touched;
  const guess = anchor ? anchor.start - all.findIndex((row) => row.id === anchor.rows[0]?.id) : stretch.start;
  const above = others.filter((segment) => isBefore(segment, all, order));
  const below = others.filter((segment) => !above.includes(segment));
  const floor = above.at(-1);
  // What has no row in common with it is not beside it: there is room for one line at least.
  const start = isFirst ? 0 : Math.max(0, guess, floor ? endOf(floor) + 1 : 0);
  const end = start + all.length;
  const bottom = touched.at(-1);
  // A gap that was closed had more or fewer lines than was thought.
  const gained = bottom && all.at(-1)?.id === bottom.rows.at(-1)?.id ? end - endOf(bottom) : 0;
  const next = below[0];
  const room = next ? Math.max(0, end + 1 - (next.start + gained)) : 0;
  const segments = joined([...above, { start, rows: all }, ...shifted(below, 0, gained + room)]);
  const reach = segments.reduce((most, segment) => Math.max(most, endOf(segment)), 0);
  return { ...data, segments, total: isLast ? reach : Math.max(data.total + gained + room, reach) };
}

/** The list with the number of its lines as the server counted them. */
export function withTotal(data: ListData, total: number): ListData {
  const [top, ...rest] = data.segments;
  const kept = rest.map((segment) => ({
    ...segment,
    start: Math.min(segment.start, Math.max(0, total - segment.rows.length)),
  }));
  const segments = top ? joined([top, ...kept]) : [];
  const reach = segments.reduce((most, segment) => Math.max(most, endOf(segment)), 0);
  return { ...data, segments, total: Math.max(total, reach), isTotalStale: false };
}

function isBefore(segment: Segment, rows: readonly ConversationRow[], order: Order): boolean {
  const [own, first] = [segment.rows[0], rows[0]];
  return own !== undefined && first !== undefined && isAbove(own, first, order);
}

/** Lets go of what is far from the lines in sight; the top stays, so that new mail has its place. */
export function trimmed(data: ListData, { first, last }: { first: number; last: number }): ListData {
  const loaded = data.segments.reduce((sum, segment) => sum + segment.rows.length, 0);
  if (loaded <= mostLoaded) return data;
  const [from, to] = [first - keptAround, last + keptAround];
  const segments = data.segments.flatMap((segment) =>
    segment.start < keptTop
      ? [...cut(segment, segment.start, keptTop), ...cut(segment, Math.max(from, keptTop), to)]
      : cut(segment, from, to),
  );
  return { ...data, segments: joined(segments) };
}

const mostLoaded = 3_000;
const keptAround = 800;
const keptTop = 100;

function cut(segment: Segment, from: number, to: number): Segment[] {
  const begin = Math.max(from, segment.start);
  const rows = segment.rows.slice(begin - segment.start, Math.max(0, to - segment.start));
  return rows.length > 0 ? [{ start: begin, rows }] : [];
}
