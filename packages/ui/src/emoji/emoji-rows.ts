import { type Emoji, type SkinTone, searchEmoji, toned } from "./emoji.ts";

export const groupNames = [
  "recent",
  "faces",
  "people",
  "nature",
  "food",
  "travel",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;
export type EmojiGroup = (typeof groupNames)[number];

/** The numbers of the groups in the data, and a sign for each. */
export const groups: readonly { name: EmojiGroup; number: number; sign: string }[] = [
  { name: "faces", number: 0, sign: "😀" },
  { name: "people", number: 1, sign: "👋" },
  { name: "nature", number: 3, sign: "🐻" },
  { name: "food", number: 4, sign: "🍏" },
  { name: "travel", number: 5, sign: "🚗" },
  { name: "activities", number: 6, sign: "⚽" },
  { name: "objects", number: 7, sign: "💡" },
  { name: "symbols", number: 8, sign: "❤️" },
  { name: "flags", number: 9, sign: "🏁" },
];

export interface Cell {
  sign: string;
  emoji: Emoji;
}

/** A line of the grid: the name of what follows, or so many emoji as there are columns. */
export type EmojiRow = { heading: EmojiGroup } | { cells: readonly Cell[] };

export interface Wanted {
  text: string;
  recent: readonly string[];
  tone: SkinTone;
  columns: number;
}

/** What is shown, line by line: what was found, or all of it in groups, with what was used lately before them. */
export function rowsOf(all: readonly Emoji[], { text, recent, tone, columns }: Wanted): readonly EmojiRow[] {
  const cells = (some: readonly Emoji[]) => some.map((emoji) => ({ sign: toned(emoji, tone), emoji }));
  if (text.trim() !== "") return inRows(cells(searchEmoji(all, text)), columns);
  const bySign = new Map(all.flatMap((emoji) => [emoji.sign, ...emoji.skins].map((sign) => [sign, emoji] as const)));
  const used = recent.flatMap((sign) => {
    const emoji = bySign.get(sign);
    return emoji ? [{ sign, emoji }] : [];
  });
  const sections = [
    { name: "recent" as const, cells: used.slice(0, columns * 2) },
    ...groups.map(({ name, number }) => ({ name, cells: cells(all.filter(({ group }) => group === number)) })),
  ];
  return sections
    .filter((section) => section.cells.length > 0)
    .flatMap((section) => [{ heading: section.name }, ...inRows(section.cells, columns)]);
}

function inRows(cells: readonly Cell[], columns: number): EmojiRow[] {
  const count = Math.ceil(cells.length / columns);
  return Array.from({ length: count }, (_, row) => ({ cells: cells.slice(row * columns, (row + 1) * columns) }));
}

export interface Spot {
  row: number;
  column: number;
}

export type Move =
  | "next"
  | "previous"
  | "down"
  | "up"
  | "rowStart"
  | "rowEnd"
  | "start"
  | "end"
  | "pageDown"
  | "pageUp";
const pageRows = 6;

/** Where a key leads to from a place in the grid; headings are passed over, and at an end one stays. */
export function movedFrom(rows: readonly EmojiRow[], { row, column }: Spot, move: Move): Spot {
  const width = (at: number) => {
    const one = rows[at];
    return one && "cells" in one ? one.cells.length : 0;
  };
  const near = (from: number, step: 1 | -1) => {
    let at = from;
    while (at >= 0 && at < rows.length && width(at) === 0) at += step;
    return width(at) > 0 ? at : null;
  };
  const at = (to: number | null, wanted: number): Spot =>
    to === null ? { row, column } : { row: to, column: Math.max(0, Math.min(wanted, width(to) - 1)) };
  switch (move) {
    case "next":
      return column + 1 < width(row) ? { row, column: column + 1 } : at(near(row + 1, 1), 0);
    case "previous":
      return column > 0 ? { row, column: column - 1 } : at(near(row - 1, -1), Number.POSITIVE_INFINITY);
    case "down":
      return at(near(row + 1, 1), column);
    case "up":
      return at(near(row - 1, -1), column);
    case "rowStart":
      return { row, column: 0 };
    case "rowEnd":
      return at(row, Number.POSITIVE_INFINITY);
    case "start":
      return at(near(0, 1), 0);
    case "end":
      return at(near(rows.length - 1, -1), Number.POSITIVE_INFINITY);
    case "pageDown":
      return at(near(Math.min(rows.length - 1, row + pageRows), 1) ?? near(rows.length - 1, -1), column);
    case "pageUp":
      return at(near(Math.max(0, row - pageRows), 1), column);
  }
}
