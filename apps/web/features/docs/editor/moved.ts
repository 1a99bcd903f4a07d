import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

/** Whether a change came from somebody else or from undo: Yjs then puts the whole text in anew, and its steps tell nothing about places. */
export const isWhole = (tr: Transaction): boolean => tr.docChanged && tr.getMeta(ySyncPluginKey) !== undefined;

/** Where a place is after a change; null when what stood there is gone. */
export function movedPos(tr: Transaction, pos: number): number | null {
  if (!tr.docChanged) return pos;
  if (!isWhole(tr)) {
    const { deleted, pos: next } = tr.mapping.mapResult(pos);
    return deleted ? null : next;
  }
  const changed = changedRange(tr.before, tr.doc);
  if (!changed || pos < changed.from) return pos;
  if (pos >= changed.oldTo) return pos + changed.newTo - changed.oldTo;
  return pos <= tr.doc.content.size ? pos : null;
}

/** What differs between two texts: from where, and to where in each. */
export function changedRange(before: Node, after: Node): { from: number; oldTo: number; newTo: number } | null {
  const from = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (from === null || ends === null) return null;
  // What is doubled can be found from both sides: the ends are not before the start.
  const over = Math.max(0, from - Math.min(ends.a, ends.b));
  return { from, oldTo: ends.a + over, newTo: ends.b + over };
}
