import type { Mark, Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { relativePositionToAbsolutePosition } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { contentOf } from "../model/text/content.ts";
import { rewriteText, type TextMapping } from "../model/text/read-text.ts";

/** Characters that one thread is about, at most, and of them what is quoted. */
const [longestRange, longestQuote] = [20_000, 300];

type Range = {
  /** As JSON of Yjs' relative positions: anybody may have written anything there. */
  readonly from: unknown;
  readonly to: unknown;
};

export type Marked =
  | {
      readonly status: "marked";
      readonly update: Uint8Array;
      /** What it says there. */
      readonly quote: string;
    }
  /** The place is not there any more, or nothing is in it. */
  | { readonly status: "gone" }
  | { readonly status: "too-long" };

/** Marks a range as what a thread is about. Only that range is written. */
export function markComment(updates: readonly Uint8Array[], { id, ...range }: Range & { id: string }): Marked {
  let quote: string | null = null;
  let isTooLong = false;
  const update = rewriteText(updates, (text, doc, mapping) => {
    const [a, b] = [range.from, range.to].map((json) => placeOf(json, doc, mapping));
    if (typeof a !== "number" || typeof b !== "number") return text;
    const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), text.content.size)];
    if (from < 0 || from >= to) return text;
    if (to - from > longestRange) {
      isTooLong = true;
      return text;
    }
    const changed = new Transform(text).addMark(from, to, commentOf(text, id));
    // A range of blocks without text takes no mark.
    if (!changed.docChanged) return text;
    quote = quoted(text, from, to);
    return changed.doc;
  });
  if (isTooLong) return { status: "too-long" };
  return update === null || quote === null ? { status: "gone" } : { status: "marked", update, quote };
}

/** Takes the marks of threads out of a text. Null when there are none. */
export function unmarkComments(updates: readonly Uint8Array[], ids: readonly string[]): Uint8Array | null {
  const gone = new Set(ids);
  return rewriteText(updates, (text) => {
    const transform = new Transform(text);
    text.descendants((node, pos) => {
      for (const mark of node.marks) if (isOf(mark, gone)) transform.removeMark(pos, pos + node.nodeSize, mark);
    });
    return transform.doc;
  });
}

const commentOf = (text: Node, id: string) => text.type.schema.mark("comment", { id });
const isOf = (mark: Mark, ids: ReadonlySet<string>) =>
  mark.type.name === "comment" && typeof mark.attrs["id"] === "string" && ids.has(mark.attrs["id"]);

function quoted(text: Node, from: number, to: number): string {
  const words = text.textBetween(from, to, "\n", "\u{fffc}").trim();
  return Array.from(words.slice(0, 2 * longestQuote))
    .slice(0, longestQuote)
    .join("");
}

/** Where a relative position is now; null for one that says nothing, or of what is not there. */
function placeOf(json: unknown, doc: Y.Doc, mapping: TextMapping): number | null {
  if (typeof json !== "object" || json === null) return null;
  try {
    const asked = Y.createRelativePositionFromJSON(json);
    const found = Y.createAbsolutePositionFromRelativePosition(asked, doc);
    if (!found || found.type._item?.deleted) return null;
    // By its place in its text, as it is now: y-tiptap takes the beginning of the first text for lost when it is named by a letter that is gone.
    const place =
      found.type instanceof Y.XmlText ? Y.createRelativePositionFromTypeIndex(found.type, found.index, -1) : asked;
    return relativePositionToAbsolutePosition(doc, contentOf(doc), place, mapping);
  } catch {
    return null;
  }
}
