import type { Node } from "@tiptap/pm/model";
import { filled, make } from "../../blocks.ts";
import { calloutOf } from "../../colours.ts";
import { allBelow, childOf, type Element, elementsOf, isOn, valueOf } from "../../xml.ts";
import { readBlocks } from "./body.ts";
import type { Reading } from "./reading.ts";

const twipsPerPixel = 15;
const mostColumns = 200;

type Cell = {
  readonly element: Element;
  readonly column: number;
  readonly span: number;
  /** Whether it goes on what stands above it. */
  readonly isContinued: boolean;
  readonly isHeader: boolean;
};

/** A table (ECMA-376 part 1 §17.4); one that is a box or sets text beside each other is what it looks like. */
export function readTable(reading: Reading, table: Element, depth: number): Node {
  const rows = elementsOf(table).filter(({ name }) => name === "w:tr");
  const grid = rows.map((row) => cellsOf(reading, row));
  const blocksIn = ({ element }: Cell) => filled(readBlocks(reading, element, depth + 1));
  const [first = [], ...others] = grid;
  const [only] = first;
  if (only && first.length === 1 && others.length === 0) {
    const kind = calloutOf(fillOf(only.element));
    if (kind) return make("callout", { kind }, blocksIn(only));
  }
  if (others.length === 0 && (first.length === 2 || first.length === 3) && isWithoutLines(table))
    return make(
      "columns",
      {},
      first.map((cell) => make("column", {}, blocksIn(cell))),
    );
  const widths = widthsOf(table);
  const content = grid.map((cells, row) =>
    make(
      "tableRow",
      {},
      cells
        .filter(({ isContinued }) => !isContinued)
        .map((cell) => {
          const colwidth = widths.slice(cell.column, cell.column + cell.span);
          return make(
            cell.isHeader ? "tableHeader" : "tableCell",
            {
              colspan: cell.span,
              rowspan: rowsOf(grid, { row, cell }),
              colwidth: colwidth.length === cell.span ? colwidth : null,
            },
            blocksIn(cell),
          );
        }),
    ),
  );
  return make("table", {}, content.length > 0 ? content : [make("tableRow", {}, [make("tableCell", {}, filled([]))])]);
}

function cellsOf(reading: Reading, row: Element): Cell[] {
  const properties = childOf(row, "w:trPr");
  if (childOf(properties, "w:ins") || childOf(properties, "w:del")) reading.losses.add("tracked-structure");
  const isHeaderRow = isOn(childOf(properties, "w:tblHeader"));
  const cells: Cell[] = [];
  let column = Math.min(mostColumns, Number(valueOf(childOf(properties, "w:gridBefore"))) || 0);
  for (const element of rowCells(row)) {
    if (column >= mostColumns) {
      reading.losses.add("elements");
      break;
    }
    const about = childOf(element, "w:tcPr");
    const merge = childOf(about, "w:vMerge");
    const asked = Number(valueOf(childOf(about, "w:gridSpan")) ?? 1);
    const span = Number.isInteger(asked) ? Math.min(mostColumns - column, Math.max(1, asked)) : 1;
    cells.push({
      element,
      column,
      span,
      isContinued: merge !== undefined && valueOf(merge) !== "restart",
      isHeader: isHeaderRow || isHeading(reading, element),
    });
    column += span;
  }
  return cells;
}

/** Cells may stand in wrappers of their own. */
function rowCells(row: Element): Element[] {
  return elementsOf(row).flatMap((child) => {
    if (child.name === "w:tc") return [child];
    if (child.name === "w:sdt") return rowCells(childOf(child, "w:sdtContent") ?? child);
    return child.name === "w:customXml" ? rowCells(child) : [];
  });
}

function isHeading({ styles }: Reading, cell: Element): boolean {
  const [first] = elementsOf(cell).filter(({ name }) => name === "w:p");
  return styles.roleOf(valueOf(childOf(childOf(first, "w:pPr"), "w:pStyle")))?.is === "table-heading";
}

/** Over how many rows a cell goes: as long as the next one goes it on, at the same place. */
function rowsOf(grid: readonly (readonly Cell[])[], { row, cell }: { row: number; cell: Cell }): number {
  let count = 1;
  while (grid[row + count]?.some((below) => below.column === cell.column && below.isContinued)) count++;
  return count;
}

const fillOf = (cell: Element) => childOf(childOf(cell, "w:tcPr"), "w:shd")?.attributes["w:fill"];

function widthsOf(table: Element): number[] {
  const columns = elementsOf(childOf(table, "w:tblGrid")).filter(({ name }) => name === "w:gridCol");
  const widths = columns.map(({ attributes }) => Math.round(Number(attributes["w:w"]) / twipsPerPixel));
  return widths.every((width) => width >= 10 && width <= 4000) ? widths : [];
}

/** Whether its lines are taken away expressly: one that says nothing of them has them by its style. */
function isWithoutLines(table: Element): boolean {
  const properties = childOf(table, "w:tblPr");
  if (childOf(properties, "w:tblStyle")) return false;
  const told = [childOf(properties, "w:tblBorders"), ...allBelow(table, "w:tcBorders")].filter(
    (one) => one !== undefined,
  );
  const isNone = (line: Element) => /^(?:none|nil)$/.test(valueOf(line) ?? "");
  return told.length > 0 && told.flatMap(elementsOf).every(isNone);
}
