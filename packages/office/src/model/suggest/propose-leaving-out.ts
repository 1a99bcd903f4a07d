import type { Transaction } from "@tiptap/pm/state";
import { textBlocks } from "./suggestion-attributes.ts";

type LeavingOut = {
  readonly from: number;
  readonly to: number;
  readonly id: string;
  readonly isOwn: (id: unknown) => id is string;
};

const wholes = new Set(["horizontalRule", "picture", "mathBlock", "pageBreak", "table"]);

/**
 * Marks a range to be left out, in place: text by marks, breaks between blocks and things by attributes. What the same person proposed to write is
 * taken out at once. Gives where the range ends then.
 */
export function proposeLeavingOut(tr: Transaction, { from, to, id, isOwn }: LeavingOut): number {
  /** What goes at once, from the last to the first. */
  const gone: (readonly [from: number, to: number])[] = [];
  const { doc, schema } = { doc: tr.doc, schema: tr.doc.type.schema };
  const deletion = schema.marks["deletion"];
  if (!deletion) throw new Error("the schema has no deletion");
  const begun = tr.mapping.maps.length;

  doc.nodesBetween(from, to, (node, pos) => {
    const [start, end] = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
    if (node.isText) {
      const isMine = node.marks.some((mark) => mark.type.name === "insertion" && isOwn(mark.attrs["id"]));
      if (isMine) gone.unshift([start, end]);
      else if (!node.marks.some((mark) => mark.type === deletion)) tr.addMark(start, end, deletion.create({ id }));
      return false;
    }
    if (textBlocks.includes(node.type.name)) {
      // Its beginning is in the range: so is the break before it.
      if (pos >= from && pos + 1 <= to) {
        const before = doc.resolve(pos);
        const isMine = isOwn(node.attrs["inserted"]);
        if (isMine && from < pos && before.nodeBefore?.isTextblock) gone.unshift([pos - 1, pos + 1]);
        else if (from < pos && node.attrs["deleted"] === null) tr.setNodeAttribute(pos, "deleted", id);
      }
      return true;
    }
    const isWhole = pos >= from && pos + node.nodeSize <= to;
    if (isWhole && (wholes.has(node.type.name) || node.isInline)) {
      if (isOwn(node.attrs["inserted"])) gone.unshift([pos, pos + node.nodeSize]);
      else if (node.attrs["deleted"] === null) tr.setNodeAttribute(pos, "deleted", id);
      return false;
    }
    return true;
  });
  for (const [start, end] of gone) tr.delete(start, end);
  return tr.mapping.slice(begun).map(to, 1);
}
