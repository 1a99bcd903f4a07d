import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readText, rewriteText, textUpdate } from "../text/read-text.ts";
import { textSchema } from "../text/schema.ts";
import { CannotSuggest } from "./proposing.ts";
import { settle } from "./settle.ts";
import { suggestionsIn } from "./suggestions-in.ts";
import { track } from "./track.ts";

const at = new Date("2026-11-27T10:00:00Z");
const ann = { id: "ann", now: () => at };
const ben = { id: "ben", now: () => at };
const schema = textSchema();
const paragraph = (text: string) => schema.node("paragraph", null, text === "" ? [] : [schema.text(text)]);
const doc = (...texts: string[]) => schema.node("doc", null, texts.map(paragraph));

function nodeType(name: string) {
  const found = schema.nodes[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
}

type Change = (tr: Transaction) => Transaction;

/** What a text becomes when somebody proposes changes, one after the other. */
function proposed(text: Node, author: typeof ann, ...changes: Change[]): Node {
  let state = EditorState.create({ doc: text });
  for (const change of changes) state = state.apply(track(change(state.tr), state, author));
  state.doc.check();
  return state.doc;
}
const settled = (text: Node, verdict: "accept" | "reject", isWanted?: (id: string) => boolean) => {
  const result = settle(EditorState.create({ doc: text }).tr, verdict, isWanted).doc;
  result.check();
  return result;
};
const lines = (text: Node) => text.children.map((one) => one.textContent);
const type =
  (text: string, pos: number): Change =>
  (tr) =>
    tr.insertText(text, pos);
const leaveOut =
  (from: number, to: number): Change =>
  (tr) =>
    tr.delete(from, to);

test("what is written and left out is proposed: accepted it is so, rejected it was never", () => {
  const text = doc("The quick fox");
  const now = proposed(text, ann, leaveOut(5, 11), type("very ", 11));
  expect(now.textContent).toBe("The quick very fox");
  const [one, ...more] = suggestionsIn(now);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ by: "ann", at, inserted: "very ", deleted: "quick ", from: 5 });
  expect(lines(settled(now, "accept"))).toEqual(["The very fox"]);
  expect(settled(now, "reject").eq(text)).toBe(true);
});

test("letters typed one by one are one proposal, and one's own are taken back without a trace", () => {
  const text = doc("Roof");
  const typed = proposed(text, ann, type("s", 5), type(" leak", 6));
  expect(suggestionsIn(typed).map((one) => one.inserted)).toEqual(["s leak"]);
  expect(proposed(typed, ann, leaveOut(5, 11)).eq(text)).toBe(true);
});

test("a proposal about another one's proposal is a second one, and each is settled by itself", () => {
  const text = doc("Roof");
  const both = proposed(proposed(text, ann, type(" old", 5)), ben, leaveOut(6, 9));
  const [first, second] = suggestionsIn(both);
  expect([first?.by, second?.by, second?.deleted]).toEqual(["ann", "ben", "old"]);
  const isBens = (id: string) => id === second?.id;
  expect(settled(both, "accept", isBens).textContent).toBe("Roof ");
  expect(settled(settled(both, "reject", isBens), "accept").textContent).toBe("Roof old");
  expect(settled(both, "reject").eq(text)).toBe(true);
});

test("breaks between paragraphs are proposed and left out", () => {
  const text = doc("One two", "Three");
  const split = proposed(text, ann, (tr) => tr.split(5));
  expect(lines(split)).toEqual(["One ", "two", "Three"]);
  expect(settled(split, "reject").eq(text)).toBe(true);
  expect(lines(settled(split, "accept"))).toEqual(["One ", "two", "Three"]);
  const joined = proposed(text, ann, leaveOut(6, 12));
  expect(lines(joined)).toEqual(["One two", "Three"]);
  expect(lines(settled(joined, "accept"))).toEqual(["One tree"]);
  expect(settled(joined, "reject").eq(text)).toBe(true);
});

test("a look is proposed with what it was", () => {
  const text = doc("Roof");
  const bold = schema.marks["bold"];
  if (!bold) throw new Error("no bold");
  const now = proposed(text, ann, (tr) => tr.addMark(1, 5, bold.create()));
  expect(suggestionsIn(now)[0]?.looks).toEqual(["bold"]);
  expect(settled(now, "reject").eq(text)).toBe(true);
  expect(settled(now, "accept").eq(text)).toBe(false);
  expect(proposed(now, ann, (tr) => tr.removeMark(1, 5, bold)).eq(text)).toBe(true);
});

test("another kind of paragraph is proposed, and back again is none", () => {
  const text = doc("Roof");
  const heading: Change = (tr) => tr.setBlockType(1, 1, nodeType("heading"), { level: 2 });
  const now = proposed(text, ann, heading);
  expect(now.firstChild?.type.name).toBe("heading");
  expect(suggestionsIn(now)[0]?.things).toEqual([{ kind: "was", name: "heading" }]);
  expect(settled(now, "reject").eq(text)).toBe(true);
  expect(settled(now, "accept").firstChild?.attrs).toMatchObject({ level: 2, was: null });
  expect(proposed(now, ann, (tr) => tr.setBlockType(1, 1, nodeType("paragraph"))).eq(text)).toBe(true);
});

test("things are proposed whole", () => {
  const text = doc("Before", "After");
  const rule = schema.nodes["horizontalRule"]?.create();
  if (!rule) throw new Error("no rule");
  const now = proposed(text, ann, (tr) => tr.insert(8, rule));
  expect(suggestionsIn(now)[0]?.things).toContainEqual({ kind: "inserted", name: "horizontalRule" });
  expect(settled(now, "reject").eq(text)).toBe(true);
  const kept = settled(now, "accept");
  const without = proposed(kept, ben, (tr) => tr.delete(8, 9));
  expect(without.childCount).toBe(3);
  expect(settled(without, "accept").eq(text)).toBe(true);
});

test("what cannot be told as a proposal is refused, and nothing is done", () => {
  const list = schema.nodes["bulletList"];
  const state = EditorState.create({ doc: doc("Roof"), selection: TextSelection.create(doc("Roof"), 1) });
  const range = state.selection.$from.blockRange();
  if (!list || !range) throw new Error("no list");
  const item = schema.nodes["listItem"];
  if (!item) throw new Error("no item");
  const wrapped = state.tr.wrap(range, [{ type: list }, { type: item }]);
  expect(() => track(wrapped, state, ann)).toThrow(CannotSuggest);
});

test("two people propose at once, over Yjs, and each proposal keeps its own id", () => {
  const base = textUpdate(doc("The quick brown fox"));
  const [one, other] = [
    rewriteText([base], (text) => proposed(text, ann, type("very ", 5))),
    rewriteText([base], (text) => proposed(text, ben, leaveOut(11, 17))),
  ];
  if (!one || !other) throw new Error("nothing was proposed");
  const merged = readText([Y.mergeUpdates([base, one, other])]);
  expect(suggestionsIn(merged).map(({ by, inserted, deleted }) => [by, inserted, deleted])).toEqual([
    ["ann", "very ", ""],
    ["ben", "", "brown "],
  ]);
  expect(settled(merged, "accept").textContent).toBe("The very quick fox");
  expect(settled(merged, "reject").textContent).toBe("The quick brown fox");
});

const change = fc.record({
  kind: fc.constantFrom("type", "leaveOut", "split", "type"),
  from: fc.nat(60),
  length: fc.nat(14),
  by: fc.constantFrom(ann, ben),
});

test("whatever is proposed, rejecting all of it gives back what was there, and it survives Yjs", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", " ") }), { minLength: 1, maxLength: 4 }),
      fc.array(change, { maxLength: 12 }),
      (texts, changes) => {
        const text = doc(...texts);
        let state = EditorState.create({ doc: text });
        for (const { kind, from, length, by } of changes) {
          const $from = TextSelection.near(state.doc.resolve(Math.min(from, state.doc.content.size))).$from;
          const $to = TextSelection.near(state.doc.resolve(Math.min($from.pos + length, state.doc.content.size))).$from;
          const tr =
            kind === "type"
              ? state.tr.insertText("x", $from.pos)
              : kind === "split"
                ? state.tr.split($from.pos)
                : state.tr.delete($from.pos, Math.max($from.pos, $to.pos));
          if (tr.docChanged) state = state.apply(track(tr, state, by));
          state.doc.check();
        }
        const back = readText([textUpdate(state.doc)]);
        expect(back.toJSON()).toEqual(state.doc.toJSON());
        expect(settled(back, "reject").toJSON()).toEqual(text.toJSON());
        expect(suggestionsIn(settled(back, "accept"))).toEqual([]);
      },
    ),
    { numRuns: 400, seed: 20261127 },
  );
});
