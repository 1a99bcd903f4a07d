import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readText, rewriteText, textUpdate } from "../text/read-text.ts";
import { textSchema } from "../text/schema.ts";
import { CannotSuggest } from "./proposing.ts";
import { rewritesWords } from "./rewrites-words.ts";
import { settle, type Verdict } from "./settle.ts";
import { suggestionsIn } from "./suggestions-in.ts";
import { track } from "./track.ts";

const schema = textSchema();
const authors = ["ann", "ben"].map((id) => ({ id, now: () => new Date("2026-11-27T10:00:00Z") }));
const words = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", " ", "😀", "😁") });
const hardBreak = { type: "hardBreak" };
const spoken = (text: string) => (text === "" ? [] : [{ type: "text", text }]);
const paragraph = fc.tuple(words, words, fc.boolean()).map(([one, two, isBroken]) => ({
  type: "paragraph",
  content: isBroken ? [...spoken(one), hardBreak, ...spoken(two)] : spoken(one + two),
}));
const block = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  { weight: 1, arbitrary: words.map((text) => ({ type: "heading", attrs: { level: 1 }, content: spoken(text) })) },
  { weight: 1, arbitrary: fc.constant({ type: "horizontalRule" }) },
  {
    weight: 1,
    arbitrary: fc
      .array(paragraph, { minLength: 1, maxLength: 3 })
      .map((all) => ({ type: "bulletList", content: all.map((one) => ({ type: "listItem", content: [one] })) })),
  },
);
const change = fc.record({
  kind: fc.constantFrom("type", "leaveOut", "leaveOut", "split", "bold", "heading", "paragraph", "rule", "break"),
  from: fc.nat(60),
  length: fc.nat(10),
  by: fc.constantFrom(...authors),
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

function done(state: EditorState, { kind, from, length }: Change): Transaction {
  const near = (pos: number) => TextSelection.near(state.doc.resolve(Math.min(pos, state.doc.content.size))).from;
  const [a, b] = [near(from), near(near(from) + length)];
  const [start, end] = [Math.min(a, b), Math.max(a, b)];
  const { tr } = state;
  if (!state.doc.resolve(start).parent.isTextblock) return tr;
  const made = (name: string) => schema.node(name);
  if (kind === "type") return tr.insertText("x", start);
  if (kind === "leaveOut") return tr.delete(start, end);
  if (kind === "split") return tr.split(start);
  if (kind === "bold") return tr.addMark(start, end, schema.mark("bold"));
  if (kind === "rule")
    return tr.insert(Math.min(state.doc.content.size, tr.doc.resolve(start).after(1)), made("horizontalRule"));
  if (kind === "break") return tr.insert(start, made("hardBreak"));
  const type = schema.nodes[kind];
  return type ? tr.setBlockType(start, start, type) : tr;
}

function proposed(text: Node, changes: readonly Change[]): Node {
  let state = EditorState.create({ doc: text });
  for (const one of changes) {
    try {
      const tr = done(state, one);
      if (tr.docChanged) state = state.apply(track(tr, state, one.by));
    } catch (error) {
      if (!(error instanceof CannotSuggest) && !(error instanceof RangeError)) throw error;
    }
  }
  return state.doc;
}

/** Whether an update writes letters or things. */
const writes = (update: Uint8Array) =>
  Y.decodeUpdate(update).structs.some(
    (one) =>
      one instanceof Y.Item &&
      (one.content instanceof Y.ContentString ||
        one.content instanceof Y.ContentType ||
        one.content instanceof Y.ContentEmbed),
  );

test("what is settled here writes no words again, and is the same when two do it at once", () => {
  let [here, all] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 4 }),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.constantFrom<Verdict>("accept", "reject"),
      fc.option(fc.nat(5)),
      (blocks, changes, verdict, only) => {
        const text = proposed(schema.nodeFromJSON({ type: "doc", content: blocks }), changes);
        const ids = suggestionsIn(text).map((one) => one.id);
        const wanted = new Set(only === null ? ids : ids.slice(only, only + 1));
        all++;
        if (wanted.size === 0 || rewritesWords(text, verdict, (id) => wanted.has(id))) return;
        here++;
        const base = textUpdate(text);
        const settled = (now: Node) => settle(new Transform(now), verdict, (id) => wanted.has(id)).doc;
        const updates = [1, 2].flatMap(() => rewriteText([base], settled) ?? []);
        expect(updates.map(writes)).toEqual(updates.map(() => false));
        expect(readText([base, ...updates]).toJSON()).toEqual(settled(readText([base])).toJSON());
      },
    ),
    { numRuns: 4000, seed: 20261127 },
  );
  expect(here / all).toBeGreaterThan(0.3);
});
