import type { Node } from "@tiptap/pm/model";
import { filled, make } from "../blocks.ts";
import { type Element, elementsOf } from "../xml.ts";
import { looksIn } from "./html-looks.ts";
import { type Around, type HtmlReading, readBlocks } from "./read-html.ts";

const mostColumns = 200;
const groups = new Set(["thead", "tbody", "tfoot"]);

/** A table, with what is above it. */
export function readHtmlTable(reading: HtmlReading, table: Element, around: Around): Node[] {
  const rows = elementsOf(table).flatMap((child) => (groups.has(child.name) ? elementsOf(child) : [child]));
  const captions = elementsOf(table).filter(({ name }) => name === "caption");
  const above = captions.flatMap((caption) => readBlocks(reading, caption, around));
  const known = rows.filter(({ name }) => name === "tr");
  const content = known.map((row, at) => rowOf(reading, row, { around, left: known.length - at }));
  return content.some((row) => row.childCount > 0) ? [...above, make("table", {}, content)] : above;
}

function rowOf(reading: HtmlReading, row: Element, { around, left }: { around: Around; left: number }): Node {
  const looks = looksIn(row, around.looks);
  let columns = 0;
  const cells: Node[] = [];
  for (const cell of elementsOf(row)) {
    if (cell.name !== "td" && cell.name !== "th") continue;
    const colspan = spanOf(cell, "colspan", mostColumns - columns);
    columns += colspan;
    if (colspan === 0) break;
    const isHeading = cell.name === "th";
    const within = { ...around, looks: { ...looksIn(cell, looks), ...(isHeading ? { bold: false } : {}) } };
    cells.push(
      make(
        isHeading ? "tableHeader" : "tableCell",
        { colspan, rowspan: spanOf(cell, "rowspan", left) },
        filled(readBlocks(reading, cell, within)),
      ),
    );
  }
  return make("tableRow", {}, cells);
}

function spanOf({ attributes }: Element, name: string, most: number): number {
  const span = Number(attributes[name] ?? 1);
  return Math.min(most, Number.isInteger(span) && span > 0 ? span : 1);
}
