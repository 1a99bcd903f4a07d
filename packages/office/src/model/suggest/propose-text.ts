import type { Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { textBlocks } from "./suggestion-attributes.ts";
import { CannotSuggest, writtenTo } from "./proposing.ts";

const wholes = new Set(["horizontalRule", "picture", "mathBlock", "pageBreak", "table", "callout", "columns"]);

/** Writes what somebody proposes at a place, and marks all of it. */
export function proposeText(tr: Transaction, { at, slice, id }: { at: number; slice: Slice; id: string }): void {
  const insertion = tr.doc.type.schema.marks["insertion"];
  if (!insertion) throw new Error("the schema has no insertion");
  const before = tr.steps.length;
  tr.replace(at, at, slice);
  if (tr.steps.length === before) throw new CannotSuggest("it does not fit there");
  const end = tr.mapping.slice(before).map(at, 1);
  const mark = insertion.create({ id });
  tr.doc.nodesBetween(at, end, (node, pos) => {
    if (node.isText) {
      const [from, to] = [Math.max(pos, at), Math.min(pos + node.nodeSize, end)];
      tr.removeMark(from, to, insertion);
      tr.addMark(from, to, mark);
      // What is proposed is not left out by an older proposal that it came from.
      const deletion = tr.doc.type.schema.marks["deletion"];
      if (deletion) tr.removeMark(from, to, deletion);
      return false;
    }
    const begins = pos >= at && pos < end;
    if (!begins) return true;
    if (textBlocks.includes(node.type.name)) {
      tr.setNodeAttribute(pos, "inserted", id);
      if (node.attrs["deleted"] !== null) tr.setNodeAttribute(pos, "deleted", null);
      return true;
    }
    if (wholes.has(node.type.name) || (node.isInline && node.isLeaf)) {
      tr.setNodeAttribute(pos, "inserted", id);
      // A thing goes or stays with all that is in it.
      return false;
    }
    return true;
  });
  tr.setMeta(writtenTo, end);
}
