import type { Node } from "@tiptap/pm/model";
import type { Transform } from "@tiptap/pm/transform";
import { type Was } from "./suggestion-attributes.ts";

export type Verdict = "accept" | "reject";

/** Does what proposals say, or undoes them: those that are wanted, or all. One change, from the end of the text to its beginning. */
export function settle<Change extends Transform>(
  tr: Change,
  verdict: Verdict,
  isWanted: (id: string) => boolean = () => true,
): Change {
  const wanted = (id: unknown): boolean => typeof id === "string" && id !== "" && isWanted(id);
  const places: { node: Node; pos: number }[] = [];
  tr.doc.descendants((node, pos) => {
    if (node.isText ? node.marks.some((mark) => wanted(mark.attrs["id"])) : isConcerned(node, wanted))
      places.push({ node, pos });
  });
  for (const { node, pos } of places.reverse())
    if (node.isText) settleText(tr, { node, pos }, verdict, wanted);
    else settleNode(tr, { node, pos }, verdict, wanted);
  return tr;
}

type Wanted = (id: unknown) => boolean;
type Place = { readonly node: Node; readonly pos: number };

function isConcerned({ attrs }: Node, wanted: Wanted): boolean {
  const was = attrs["was"] as Was | null | undefined;
  return wanted(attrs["inserted"]) || wanted(attrs["deleted"]) || (was ? wanted(was.id) : false);
}

function settleText(tr: Transform, { node, pos }: Place, verdict: Verdict, wanted: Wanted): void {
  const end = pos + node.nodeSize;
  for (const mark of node.marks) {
    if (!wanted(mark.attrs["id"])) continue;
    const { name } = mark.type;
    const goes = name === (verdict === "accept" ? "deletion" : "insertion");
    if (goes) {
      tr.delete(pos, end);
      return;
    }
    if (name === "insertion" || name === "deletion") tr.removeMark(pos, end, mark);
    if (name !== "modification") continue;
    tr.removeMark(pos, end, mark);
    const look = tr.doc.type.schema.marks[String(mark.attrs["mark"])];
    if (verdict === "accept" || !look) continue;
    const before = mark.attrs["before"] as Record<string, unknown> | null;
    if (before === null) tr.removeMark(pos, end, look);
    else tr.addMark(pos, end, look.create(before));
  }
}

function settleNode(tr: Transform, { node, pos }: Place, verdict: Verdict, wanted: Wanted): void {
  const { attrs } = node;
  const was = attrs["was"] as Was | null | undefined;
  if (was && wanted(was.id)) {
    const type = tr.doc.type.schema.nodes[was.type];
    if (verdict === "reject" && type)
      tr.setNodeMarkup(pos, type, { ...was.attrs, inserted: attrs["inserted"], deleted: attrs["deleted"] });
    else tr.setNodeAttribute(pos, "was", null);
  }
  const goes = wanted(attrs[verdict === "accept" ? "deleted" : "inserted"]);
  for (const name of ["inserted", "deleted"] as const) if (wanted(attrs[name])) tr.setNodeAttribute(pos, name, null);
  if (!goes) return;
  if (node.isTextblock) joinBack(tr, pos);
  else tr.delete(pos, pos + node.nodeSize);
}

/** Takes the break before a block of text away: its words go to the end of the text before it. An empty one with nothing before it goes. */
function joinBack(tr: Transform, pos: number): void {
  const before = endBefore(tr.doc, pos);
  if (before !== null) {
    tr.delete(before, pos + 1);
    return;
  }
  const node = tr.doc.nodeAt(pos);
  if (node?.content.size === 0 && tr.doc.resolve(pos).parent.childCount > 1) tr.delete(pos, pos + node.nodeSize);
}

/** The end of the last block of text before a place; null where something else lies between. */
function endBefore(doc: Node, pos: number): number | null {
  let end: number | null = null;
  doc.nodesBetween(0, pos, (node, at) => {
    if (at + node.nodeSize <= pos && (node.isTextblock || node.isAtom))
      end = node.isTextblock ? at + node.nodeSize - 1 : null;
    return !node.isTextblock;
  });
  return end;
}
