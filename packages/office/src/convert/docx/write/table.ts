import { type ITableCellOptions, Table, TableCell, TableRow } from "docx";
import type { Node } from "@tiptap/pm/model";
import { type CalloutKind, calloutKinds } from "../../../model/text/callout.ts";
import { calloutColours } from "../../colours.ts";
import { closed, writeBlocks } from "./blocks.ts";
import { styleId } from "./like.ts";
import type { Place, Writing } from "./writing.ts";

const twipsPerPixel = 15;
const padding = 8;
const twips = (pixels: number) => Math.max(150, Math.round(pixels * twipsPerPixel));

/** `from` is where the content of the element begins. */
type Inside = { readonly from: number; readonly place: Place };

export function writeTable(writing: Writing, table: Node, { from, place }: Inside): Table {
  const widths = columnWidths(table, place.width);
  const rows: TableRow[] = [];
  // Columns that cells from above still fill, by how many rows more.
  const filled: number[] = [];
  table.forEach((row, rowOffset) => {
    const cells: TableCell[] = [];
    let isHeader = row.childCount > 0;
    let column = 0;
    row.forEach((cell, cellOffset) => {
      while ((filled[column] ?? 0) > 0) column++;
      const [span, rowSpan] = [Number(cell.attrs["colspan"]), Number(cell.attrs["rowspan"])];
      const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
      const isHeading = cell.type.name === "tableHeader";
      isHeader &&= isHeading;
      const inside = {
        from: from + rowOffset + 1 + cellOffset + 1,
        place: cellPlace(place, width, isHeading ? styleId(writing.looks, "TableHeading") : undefined),
      };
      cells.push(
        new TableCell({
          children: closed(writing, writeBlocks(writing, cell, inside)),
          ...(span > 1 ? { columnSpan: span } : {}),
          ...(rowSpan > 1 ? { rowSpan } : {}),
          width: { size: twips(width), type: "dxa" },
          ...(isHeading ? { shading: { type: "clear", color: "auto", fill: "F3F4F6" } } : {}),
        }),
      );
      for (let at = column; at < column + span; at++) filled[at] = rowSpan;
      column += span;
    });
    rows.push(new TableRow({ children: cells, tableHeader: isHeader }));
    for (const [at, left] of filled.entries()) filled[at] = Math.max(0, left - 1);
  });
  return new Table({ rows, columnWidths: widths.map(twips), layout: "fixed", margins: cellMargins });
}

const cellMargins = { top: 40, bottom: 40, left: 100, right: 100 };

const cellPlace = ({ level }: Place, width: number, style?: string): Place => ({
  width: Math.max(20, width - 2 * padding),
  level: Math.min(level, 0),
  ...(style === undefined ? {} : { style }),
});

/** The widths of the columns in pixels: as somebody made them, the rest shares what is left of the line. */
function columnWidths(table: Node, width: number): number[] {
  const known: (number | undefined)[] = [];
  let count = 1;
  table.forEach((row) => {
    let column = 0;
    row.forEach((cell) => {
      const span = Number(cell.attrs["colspan"]);
      const widths: unknown = cell.attrs["colwidth"];
      for (let at = 0; at < span; at++) {
        const one: unknown = Array.isArray(widths) ? widths[at] : undefined;
        if (typeof one === "number" && one > 0) known[column + at] ??= one;
      }
      column += span;
    });
    count = Math.max(count, column);
  });
  const open = Array.from({ length: count }, (_, at) => known[at]);
  const left = width - open.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const unknown = open.filter((one) => one === undefined).length;
  return open.map((one) => one ?? Math.max(20, Math.floor(left / Math.max(1, unknown))));
}

/** A table of one cell, with the colour of its kind. */
export function writeCallout(writing: Writing, callout: Node, { from, place }: Inside): Table {
  const kind: CalloutKind = calloutKinds.find((one) => one === callout.attrs["kind"]) ?? "info";
  const { fill, edge } = calloutColours[kind];
  const none = { style: "none" } as const;
  return beside(writing, [callout], {
    place,
    from: () => from,
    cell: {
      shading: { type: "clear", color: "auto", fill },
      borders: { top: none, right: none, bottom: none, left: { style: "single", size: 24, color: edge } },
    },
  });
}

/** A table without lines, of one row. */
export function writeColumns(writing: Writing, columns: Node, { from, place }: Inside): Table {
  const starts: number[] = [];
  columns.forEach((_column, offset) => void starts.push(from + offset + 1));
  return beside(writing, columns.children, { place, from: (index) => starts[index] ?? from, cell: {} });
}

type Beside = {
  readonly place: Place;
  readonly from: (index: number) => number;
  readonly cell: Omit<ITableCellOptions, "children">;
};

function beside(writing: Writing, parts: readonly Node[], { place, from, cell }: Beside): Table {
  const width = place.width / parts.length;
  const none = { style: "none" } as const;
  const lines = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  const cells = parts.map(
    (part, index) =>
      new TableCell({
        ...cell,
        width: { size: twips(width), type: "dxa" },
        children: closed(writing, writeBlocks(writing, part, { from: from(index), place: cellPlace(place, width) })),
      }),
  );
  return new Table({
    rows: [new TableRow({ children: cells })],
    columnWidths: parts.map(() => twips(width)),
    layout: "fixed",
    borders: lines,
    margins: cellMargins,
  });
}
