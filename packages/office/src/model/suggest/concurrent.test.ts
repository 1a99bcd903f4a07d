import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { readText, rewriteText, textUpdate } from "../text/read-text.ts";
import { textSchema } from "../text/schema.ts";
import { rewritesWords } from "./rewrites-words.ts";
import { settle, type Verdict } from "./settle.ts";
import { track } from "./track.ts";

const schema = textSchema();
const heading = schema.node("heading").type;
const ann = { id: "ann", now: () => new Date("2026-11-27T10:00:00Z") };
const doc = (...texts: string[]) =>
  schema.node(
    "doc",
    null,
    texts.map((text) => schema.node("paragraph", null, [schema.text(text)])),
  );

function proposed(text: Node, change: (tr: Transaction) => Transaction): Node {
  const state = EditorState.create({ doc: text });
  return state.apply(track(change(state.tr), state, ann)).doc;
}

/** What a text says after two people settled all of it at the same moment. */
function settledTwice(text: Node, verdicts: readonly [Verdict, Verdict]): string[] {
  const base = textUpdate(text);
  const updates = verdicts.map((verdict) =>
    rewriteText([base], (now) => settle(EditorState.create({ doc: now }).tr, verdict).doc),
  );
  return readText([base, ...updates.filter((one) => one !== null)]).children.map((one) => one.textContent);
}

test.each([
  ["letters written", (tr: Transaction) => tr.insertText("very ", 5), ["One very two", "Three"]],
  ["letters left out", (tr: Transaction) => tr.delete(1, 5), ["two", "Three"]],
  ["a break written", (tr: Transaction) => tr.split(5), ["One ", "two", "Three"]],
] as const)("%s, accepted by two at once, is done once", (_, change, expected) => {
  expect(settledTwice(proposed(doc("One two", "Three"), change), ["accept", "accept"])).toEqual(expected);
});

test.each([
  ["letters written", (tr: Transaction) => tr.insertText("very ", 5)],
  ["letters left out", (tr: Transaction) => tr.delete(1, 5)],
  ["a break left out", (tr: Transaction) => tr.delete(8, 10)],
] as const)("%s, rejected by two at once, is as it was", (_, change) => {
  const text = doc("One two", "Three");
  expect(settledTwice(proposed(text, change), ["reject", "reject"])).toEqual(["One two", "Three"]);
});

// Yjs moves words by writing them again, and of two who do so at once both do: the server does these, one after the other (documents.settle of the domain).
test.each([
  ["accept", "a break left out", (tr: Transaction) => tr.delete(8, 10), ["One twoThree"]],
  ["reject", "a break written", (tr: Transaction) => tr.split(5), ["One two", "Three"]],
  ["accept", "letters left out at two places", (tr: Transaction) => tr.delete(6, 7).delete(2, 3), ["Oe to", "Three"]],
  ["reject", "another kind", (tr: Transaction) => tr.setBlockType(2, 2, heading, { level: 1 }), ["One two", "Three"]],
] as const)("to %s %s is for one hand, and done by whoever comes first", (verdict, _, change, expected) => {
  const text = proposed(doc("One two", "Three"), change);
  expect(rewritesWords(text, verdict)).toBe(true);
  const updates = [textUpdate(text)];
  const settling = () => rewriteText(updates, (now) => settle(EditorState.create({ doc: now }).tr, verdict).doc);
  updates.push(settling() ?? new Uint8Array());
  expect(readText(updates).children.map((one) => one.textContent)).toEqual(expected);
  expect(settling()).toBeNull();
});

test.each([
  ["letters written", (tr: Transaction) => tr.insertText("very ", 5)],
  ["letters left out", (tr: Transaction) => tr.delete(1, 5)],
  ["a look", (tr: Transaction) => tr.addMark(1, 5, schema.mark("bold"))],
] as const)("%s can be settled by anybody at any time", (_, change) => {
  const text = proposed(doc("One two", "Three"), change);
  expect([rewritesWords(text, "accept"), rewritesWords(text, "reject")]).toEqual([false, false]);
});
