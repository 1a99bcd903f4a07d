import type { Node } from "@tiptap/pm/model";
import type { Verdict } from "./settle.ts";
import { textBlocks, type Was } from "./suggestion-attributes.ts";

/**
 * Whether settling these may write words again that are there already. Yjs moves nothing: what comes to stand elsewhere is written a second time, so that two
 * who do it at the same moment have it twice. What only gives and takes marks, or takes away one run of letters in a block, writes none.
 */
export function rewritesWords(text: Node, verdict: Verdict, isWanted: (id: string) => boolean = () => true): boolean {
  const wanted = (id: unknown): boolean => typeof id === "string" && id !== "" && isWanted(id);
  const going = verdict === "accept" ? "deletion" : "insertion";
  /** Where the letters that go end, in the block that was looked at last. */
  let gone = { block: null as Node | null, end: -1 };
  let [concerned, things, isRewritten] = [0, 0, false];
  text.descendants((node, pos, parent) => {
    const { attrs } = node;
    if (node.isText) {
      const marks = node.marks.filter((mark) => wanted(mark.attrs["id"]));
      if (marks.length > 0) concerned++;
      if (!marks.some((mark) => mark.type.name === going)) return false;
      // Where something stands between the letters, what is left of them may be taken for another part.
      if ((gone.block === parent && gone.end !== pos) || parent?.children.some((one) => !one.isText) !== false)
        isRewritten = true;
      gone = { block: parent, end: pos + node.nodeSize };
      return false;
    }
    const was = attrs["was"] as Was | null | undefined;
    const isOther = was ? wanted(was.id) : false;
    if (isOther || wanted(attrs["inserted"]) || wanted(attrs["deleted"])) concerned++;
    // A block of another kind is another element, with its words.
    if (isOther && verdict === "reject" && was?.type !== node.type.name) isRewritten = true;
    if (!wanted(attrs[verdict === "accept" ? "deleted" : "inserted"])) return !isRewritten;
    if (node.isInline || textBlocks.includes(node.type.name)) isRewritten = true;
    things++;
    return false;
  });
  // Beside other changes, the blocks after one that goes are taken for other ones.
  return isRewritten || (things > 0 && concerned > 1);
}
