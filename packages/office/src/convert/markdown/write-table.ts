import type { Node } from "@tiptap/pm/model";

/** A table as Markdown has it: one line a row, the first one above a rule; what goes over several cells stands in the first of them. */
export function tableMarkdown(table: Node, lineOf: (cell: Node) => string): string {
  const grid: string[][] = [];
  table.forEach((row, _offset, at) => {
    const cells = (grid[at] ??= []);
    let column = 0;
    row.forEach((cell) => {
      while (cells[column] !== undefined) column++;
      const [columns, rows] = [Number(cell.attrs["colspan"]), Number(cell.attrs["rowspan"])];
      for (let down = 0; down < rows && at + down < table.childCount; down++)
        for (let along = 0; along < columns; along++) (grid[at + down] ??= [])[column + along] = "";
      cells[column] = lineOf(cell).replaceAll("\\\n", "<br>").replaceAll("\n", " ");
      column += columns;
    });
  });
  const width = Math.max(1, ...grid.map((cells) => cells.length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const isHeaded = table.firstChild?.children.every((cell) => cell.type.name === "tableHeader") === true;
  const [head = [], ...rest] = isHeaded ? grid : [[], ...grid];
  const rule = line(Array.from({ length: width }, () => "---"));
  return [line(head), rule, ...rest.map(line)].join("\n");
}
