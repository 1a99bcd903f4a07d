import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";

/** A cell's colour is an attribute that every mail program knows; what we add by style is not read back. */
const colour = {
  bgcolor: {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute("bgcolor"),
    renderHTML: ({ bgcolor }: Record<string, unknown>) =>
      typeof bgcolor === "string" ? { bgcolor, style: `background-color: ${bgcolor}` } : {},
  },
};

/** Tables of a message: rows, columns, a heading row, widths and colours. */
export const mailTable = [
  Table.configure({ resizable: true, cellMinWidth: 40 }),
  TableRow,
  TableCell.extend({
    addAttributes() {
      return { ...this.parent?.(), ...colour };
    },
  }),
  TableHeader.extend({
    addAttributes() {
      return { ...this.parent?.(), ...colour };
    },
  }),
];
