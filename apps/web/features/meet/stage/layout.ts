export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Box = { readonly width: number; readonly height: number };
/** Everybody alike; one large and the others below; two alike; what is shared large and people beside it. */
export const layouts = ["grid", "speaker", "sides", "screen"] as const;
export type LayoutKind = (typeof layouts)[number];

export type Arranged = {
  /** What is large, in order. */
  readonly mains: readonly Rect[];
  /** The others that are on this page. */
  readonly others: readonly Rect[];
  /** The first of the others that is on this page. */
  readonly from: number;
  readonly pages: number;
};

export const gap = 8;
const shape = 16 / 9;
/** More faces than these are too small to be told apart. */
const mostInGrid = 16;
const mostInNarrowGrid = 8;
const narrow = 640;

const fit = (box: Box): Box =>
  box.width / box.height > shape
    ? { width: box.height * shape, height: box.height }
    : { width: box.width, height: box.width / shape };

/** So many tiles of 16:9 in a box, as large as they can be, in rows that stand in the middle. */
export function gridIn(box: Rect, count: number): Rect[] {
  if (count === 0 || box.width <= 0 || box.height <= 0) return [];
  const sized = Array.from({ length: count }, (_, at) => {
    const columns = at + 1;
    const rows = Math.ceil(count / columns);
    const tile = fit({
      width: (box.width - gap * (columns - 1)) / columns,
      height: (box.height - gap * (rows - 1)) / rows,
    });
    return { columns, rows, tile };
  });
  const { columns, rows, tile } = sized.reduce((best, one) => (one.tile.width > best.tile.width + 0.5 ? one : best));
  const top = box.y + (box.height - rows * tile.height - gap * (rows - 1)) / 2;
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = box.x + (box.width - inRow * tile.width - gap * (inRow - 1)) / 2;
    return { x: left + (at % columns) * (tile.width + gap), y: top + row * (tile.height + gap), ...tile };
  });
}

/** One column or one row of tiles, or a few rows of two, from the first edge on. */
function run(box: Rect, tile: Box, { columns, rows }: { columns: number; rows: number }, count: number): Rect[] {
  return Array.from({ length: Math.min(count, columns * rows) }, (_, at) => ({
    x: box.x + (at % columns) * (tile.width + gap),
    y: box.y + Math.floor(at / columns) * (tile.height + gap),
    ...tile,
  }));
}

const fitting = (room: number, size: number) => Math.max(Math.floor((room + gap) / (size + gap)), 1);

function paged(count: number, each: number, page: number): { from: number; here: number; pages: number } {
  const pages = Math.max(Math.ceil(count / each), 1);
  const from = Math.min(Math.max(page, 0), pages - 1) * each;
  return { from, here: Math.min(each, count - from), pages };
}

/** Several large things share their place; one alone has all of it. */
const largeIn = (place: Rect, mains: number): Rect[] => (mains === 1 ? [place] : gridIn(place, mains));

/** Equal parts along the longer edge, whatever their shape. */
function halves({ x, y, width, height }: Rect, count: number): Rect[] {
  const isWide = width > height;
  const part = ((isWide ? width : height) - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, at) =>
    isWide
      ? { x: x + at * (part + gap), y, width: part, height }
      : { x, y: y + at * (part + gap), width, height: part },
  );
}

/**
 * Where everything stands: `mains` are large, `others` beside them, as many as there is room for on one page. With the layout `grid` all are others.
 */
export function arrange(
  kind: LayoutKind,
  box: Box,
  { mains, others, page }: { mains: number; others: number; page: number },
): Arranged {
  const all: Rect = { x: 0, y: 0, ...box };
  if (kind === "grid" || mains === 0) {
    const count = mains + others;
    const { from, here, pages } = paged(count, box.width < narrow ? mostInNarrowGrid : mostInGrid, page);
    return { mains: [], others: gridIn(all, here), from, pages };
  }
  if (kind === "sides") return { mains: halves(all, mains), others: [], from: 0, pages: 1 };
  if (others === 0) return { mains: largeIn(all, mains), others: [], from: 0, pages: 1 };

  if (box.width < box.height) {
    // Upright, as a phone is held: what is large at the top, faces in two columns below.
    const width = (box.width - gap) / 2;
    const tile = { width, height: width / shape };
    const mainHeight = Math.min(Math.max(box.width / shape, box.height * 0.45), box.height - tile.height - gap);
    const below: Rect = { x: 0, y: mainHeight + gap, width: box.width, height: box.height - mainHeight - gap };
    const rows = fitting(below.height, tile.height);
    const { from, here, pages } = paged(others, rows * 2, page);
    return {
      mains: largeIn({ ...all, height: mainHeight }, mains),
      others: run(below, tile, { columns: 2, rows }, here),
      from,
      pages,
    };
  }
  if (kind === "speaker") {
    const height = Math.min(Math.max(box.height * 0.2, 90), 150);
    const tile = { width: height * shape, height };
    const columns = fitting(box.width, tile.width);
    const { from, here, pages } = paged(others, columns, page);
    const used = here * tile.width + gap * (here - 1);
    const strip: Rect = { x: (box.width - used) / 2, y: box.height - height, width: used, height };
    return {
      mains: largeIn({ ...all, height: box.height - height - gap }, mains),
      others: run(strip, tile, { columns, rows: 1 }, here),
      from,
      pages,
    };
  }
  const width = Math.min(Math.max(box.width * 0.24, 180), 290);
  const tile = { width, height: width / shape };
  const rows = fitting(box.height, tile.height);
  const { from, here, pages } = paged(others, rows, page);
  const column: Rect = { x: box.width - width, y: 0, width, height: box.height };
  return {
    mains: largeIn({ ...all, width: box.width - width - gap }, mains),
    others: run(column, tile, { columns: 1, rows }, here),
    from,
    pages,
  };
}
