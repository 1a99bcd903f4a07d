import type { Mark, Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";

type Look = {
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
  readonly isAdded: boolean;
  readonly id: string;
};

/** Shows text as somebody proposes, and marks how it was. */
export function proposeLook(tr: Transaction, { from, to, mark, isAdded, id }: Look): void {
  const modification = tr.doc.type.schema.marks["modification"];
  if (!modification) throw new Error("the schema has no modification");
  const { name } = mark.type;
  const texts: { node: Node; start: number; end: number }[] = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isText) texts.push({ node, start: Math.max(pos, from), end: Math.min(pos + node.nodeSize, to) });
  });
  for (const { node, start, end } of texts) {
    const now = mark.type.isInSet(node.marks);
    const known = node.marks.find((one) => one.type === modification && one.attrs["mark"] === name);
    if (isAdded) tr.addMark(start, end, mark);
    else if (now) tr.removeMark(start, end, mark.type);
    else continue;
    // Text that is itself proposed comes with its look.
    if (node.marks.some((one) => one.type.name === "insertion")) continue;
    const before: unknown = known ? known.attrs["before"] : (now?.attrs ?? null);
    const after = isAdded ? mark.attrs : null;
    if (known) tr.removeMark(start, end, known);
    if (JSON.stringify(before) !== JSON.stringify(after))
      tr.addMark(start, end, modification.create({ id: known?.attrs["id"] ?? id, mark: name, before, after }));
  }
}
