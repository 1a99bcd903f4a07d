import type { Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
  AddMarkStep,
  AttrStep,
  Mapping,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from "@tiptap/pm/transform";
import { proposeLeavingOut } from "./propose-leaving-out.ts";
import { proposeLook } from "./propose-look.ts";
import { proposeText } from "./propose-text.ts";
import { CannotSuggest, type Proposing, writtenTo } from "./proposing.ts";
import { proposeKind } from "./propose-kind.ts";
import { readSuggestionId, suggestionId } from "./suggestion-id.ts";

export type Author = { readonly id: string; readonly now: () => Date };

/**
 * Turns what somebody did into proposals to do it: what they left out stays, with a mark, and what they wrote is marked. What they write next to a
 * proposal of their own belongs to that. Throws CannotSuggest.
 */
export function track(done: Transaction, state: EditorState, author: Author): Transaction {
  const { tr } = state;
  let fresh: string | undefined;
  const newId = () => (fresh ??= suggestionId(author.id, author.now()));
  const isOwn = (id: unknown): id is string => typeof id === "string" && readSuggestionId(id)?.by === author.id;

  for (const [at, step] of done.steps.entries()) {
    const doc = done.docs[at];
    if (!doc) throw new CannotSuggest("a step without its document");
    // From the document that the step was made for back to the first, and from there to what has become of it here.
    const back = new Mapping(done.mapping.maps.slice(0, at)).invert();
    const place = (pos: number, side: -1 | 1) => tr.mapping.map(back.map(pos, side), side);
    propose(tr, step, { doc, place, newId, isOwn });
  }
  placeSelection(tr, done, state);
  for (const key of ["inputType", "uiEvent", "paste"]) {
    const value: unknown = done.getMeta(key);
    if (value !== undefined) tr.setMeta(key, value);
  }
  return done.scrolledIntoView ? tr.scrollIntoView() : tr;
}

function propose(tr: Transaction, step: Step, proposing: Proposing): void {
  const { place } = proposing;
  if (step instanceof ReplaceStep) {
    const [from, to] = [place(step.from, -1), place(step.to, 1)];
    const id = ownBeside(tr.doc, from, to, proposing) ?? proposing.newId();
    const end = from < to ? proposeLeavingOut(tr, { from, to, id, isOwn: proposing.isOwn }) : to;
    if (step.slice.size > 0) proposeText(tr, { at: end, slice: step.slice, id });
    return;
  }
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    const isAdded = step instanceof AddMarkStep;
    return proposeLook(tr, {
      from: place(step.from, 1),
      to: place(step.to, -1),
      mark: step.mark,
      isAdded,
      id: proposing.newId(),
    });
  }
  if (step instanceof AttrStep || step instanceof ReplaceAroundStep) return proposeKind(tr, step, proposing);
  throw new CannotSuggest("a change of another kind");
}

/** The id of a proposal of one's own that a change is next to. */
function ownBeside(doc: Node, from: number, to: number, { isOwn }: Proposing): string | undefined {
  const marks = [...(doc.resolve(from).nodeBefore?.marks ?? []), ...(doc.resolve(to).nodeAfter?.marks ?? [])];
  return marks
    .filter((mark) => mark.type.name === "insertion" || mark.type.name === "deletion")
    .map((mark) => mark.attrs["id"] as unknown)
    .find(isOwn);
}

/** Behind what was written; where something was only left out, on the side that one went to. */
function placeSelection(tr: Transaction, done: Transaction, state: EditorState): void {
  const last = tr.getMeta(writtenTo) as number | undefined;
  if (last !== undefined) {
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(last, tr.doc.content.size)), -1));
    return;
  }
  const { selection } = state;
  const [step] = done.steps;
  if (step instanceof ReplaceStep && step.from < step.to && done.steps.length === 1) {
    const isForward = selection.empty && selection.from === step.from;
    const pos = tr.mapping.map(isForward ? step.to : step.from, isForward ? 1 : -1);
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos), isForward ? 1 : -1));
  }
}
