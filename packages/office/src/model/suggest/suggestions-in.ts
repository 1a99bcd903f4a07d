import type { Node } from "@tiptap/pm/model";
import { visitBlocks } from "../text/visit-blocks.ts";
import { readSuggestionId } from "./suggestion-id.ts";
import type { Was } from "./suggestion-attributes.ts";

/** What somebody proposes, all that belongs together. */
export type Suggestion = {
  readonly id: string;
  /** Whose it is; null when that cannot be told. */
  readonly by: string | null;
  readonly at: Date | null;
  /** Where it begins and ends in the text. */
  readonly from: number;
  readonly to: number;
  /** The words, without breaks. */
  readonly inserted: string;
  readonly deleted: string;
  /** Looks that text would get or lose, by the names of their marks. */
  readonly looks: readonly string[];
  /** What else would come, go, or change: names of nodes. */
  readonly things: readonly { readonly kind: "inserted" | "deleted" | "was"; readonly name: string }[];
};

type Found = {
  from: number;
  to: number;
  inserted: string;
  deleted: string;
  looks: Set<string>;
  things: Suggestion["things"][number][];
};

/** Blocks in which nothing is proposed. */
const empty = new WeakSet<Node>();

/** What is proposed in a text, in its order. */
export function suggestionsIn(text: Node): Suggestion[] {
  const found = new Map<string, Found>();
  let hasSome = false;
  const at = (id: unknown, from: number, to: number): Found | null => {
    if (typeof id !== "string" || id === "") return null;
    const known = found.get(id) ?? { from, to, inserted: "", deleted: "", looks: new Set<string>(), things: [] };
    found.set(id, known);
    hasSome = true;
    known.to = to;
    return known;
  };
  visitBlocks(text, empty, (node, pos) => {
    hasSome = false;
    const end = pos + node.nodeSize;
    for (const { type, attrs } of node.marks) {
      const [id, mark] = [attrs["id"] as unknown, attrs["mark"] as unknown];
      if (type.name === "insertion") {
        const one = at(id, pos, end);
        if (one) one.inserted += node.text ?? "";
      } else if (type.name === "deletion") {
        const one = at(id, pos, end);
        if (one) one.deleted += node.text ?? "";
      } else if (type.name === "modification" && typeof mark === "string") at(id, pos, end)?.looks.add(mark);
    }
    if (node.isText) return hasSome;
    const stop = node.isTextblock ? pos + 1 : end;
    for (const kind of ["inserted", "deleted"] as const)
      at(node.attrs[kind], pos, stop)?.things.push({ kind, name: node.type.name });
    const was = node.attrs["was"] as Was | null | undefined;
    if (was) at(was.id, pos, stop)?.things.push({ kind: "was", name: node.type.name });
    return hasSome;
  });
  return [...found].map(([id, { looks, ...one }]) => {
    const known = readSuggestionId(id);
    return { id, by: known?.by ?? null, at: known?.at ?? null, ...one, looks: [...looks] };
  });
}
