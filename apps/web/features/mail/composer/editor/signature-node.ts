import { type Editor, Node } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { bodyOf, signatureClass } from "./message-html.ts";

/** The signature inside of a text: known again, so that another identity's can take its place. */
export const SignatureNode = Node.create({
  name: "signature",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: `div.${signatureClass}`, priority: 100 }],
  renderHTML: () => ["div", { class: signatureClass }, 0],
});

/** A signature as it stands in a text. RFC 3676 §4.3: two dashes and a space; the space of a paragraph's end would be lost. */
export function signed(html: string): string {
  return html.trim() === "" ? "" : `<div class="${signatureClass}"><p>--\u00a0</p>${html}</div>`;
}

/** What is told of two signatures apart; white space is not. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

function find(editor: Editor): { node: ProseNode; at: number } | null {
  let found: { node: ProseNode; at: number } | null = null;
  editor.state.doc.forEach((node, at) => {
    if (node.type.name === "signature") found ??= { node, at };
  });
  return found;
}

/** Where a signature goes that was not there: before what is quoted, else to the end. */
function placeFor(editor: Editor): number {
  let place: number | null = null;
  editor.state.doc.forEach((node, at) => {
    if (node.type.name === "kept" || node.type.name === "blockquote") place ??= at;
  });
  return place ?? editor.state.doc.content.size;
}

export interface PlaceSignature {
  /** "" takes it away. */
  html: string;
  /** The signatures that the present one may be, as they are when nobody has changed them. */
  known: readonly string[];
  /** Also one that was changed by hand. */
  isForced?: boolean;
}

/** Puts a signature into the place of the present one. One that somebody has changed or written into is kept, and `kept` is the answer. */
export function placeSignature(editor: Editor, { html, known, isForced = false }: PlaceSignature): "placed" | "kept" {
  const present = find(editor);
  const next = signed(html);
  if (present) {
    const text = squeezed(present.node.textContent);
    const isUntouched = known.some((one) => squeezed(bodyOf(signed(one)).textContent ?? "") === text);
    if (!isUntouched && !isForced) return "kept";
  }
  const from = present?.at ?? placeFor(editor);
  const range = { from, to: from + (present?.node.nodeSize ?? 0) };
  if (next !== "") editor.commands.insertContentAt(range, next, { updateSelection: false });
  else if (present) editor.commands.deleteRange(range);
  return "placed";
}
