import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { AttrStep, type ReplaceAroundStep } from "@tiptap/pm/transform";
import { textBlocks, type Was } from "./suggestion-attributes.ts";
import { CannotSuggest, type Proposing } from "./proposing.ts";

const ours = new Set(["inserted", "deleted", "was"]);

/** Makes a block of text another kind of block, or aligns it otherwise, and keeps what it was; nothing else of that sort can be told. */
export function proposeKind(
  tr: Transaction,
  step: AttrStep | ReplaceAroundStep,
  { doc, place, newId }: Proposing,
): void {
  const { from, next } = step instanceof AttrStep ? attributed(step, doc) : retyped(step, doc);
  const pos = place(from, 1);
  const now = tr.doc.nodeAt(pos);
  if (!now || !textBlocks.includes(now.type.name)) throw new CannotSuggest("this cannot be told as a proposal");
  const known = now.attrs["was"] as Was | null;
  const was: Was = known ?? { id: newId(), type: now.type.name, attrs: plainAttributes(now) };
  const isBack = was.type === next.type.name && JSON.stringify(was.attrs) === JSON.stringify(plainAttributes(next));
  const { inserted, deleted } = now.attrs as Record<string, unknown>;
  tr.setNodeMarkup(pos, next.type, {
    ...next.attrs,
    inserted,
    deleted,
    // A block that is proposed itself comes as it is.
    was: isBack || typeof inserted === "string" ? null : was,
  });
}

function attributed(step: AttrStep, doc: Node): { from: number; next: Node } {
  const node = doc.nodeAt(step.pos);
  if (!node?.isTextblock) throw new CannotSuggest("only of text");
  return { from: step.pos, next: node.type.create({ ...node.attrs, [step.attr]: step.value }) };
}

function retyped(step: ReplaceAroundStep, doc: Node): { from: number; next: Node } {
  const node = doc.nodeAt(step.from);
  const next = step.slice.content.firstChild;
  const isSame =
    node !== null &&
    step.to === step.from + node.nodeSize &&
    step.gapFrom === step.from + 1 &&
    step.gapTo === step.to - 1 &&
    step.insert === 1;
  if (!isSame || !node.isTextblock || !next?.isTextblock)
    throw new CannotSuggest("not a block that becomes another one");
  return { from: step.from, next };
}

export function plainAttributes(node: Node): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node.attrs).filter(([name]) => !ours.has(name)));
}
