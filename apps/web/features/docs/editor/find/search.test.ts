import { textSchema } from "@carbyne/office/model";
import { expect, test } from "vitest";
import { blockTexts, type FindOptions, matchesIn, mostFound, patternOf, replacementFor } from "./search.ts";

const plain: FindOptions = { text: "", isCased: false, isWord: false, isPattern: false };
const p = (...content: object[]) => ({ type: "paragraph", content });
const text = (words: string, ...marks: string[]) => ({
  type: "text",
  text: words,
  marks: marks.map((type) => ({ type })),
});
const doc = textSchema().nodeFromJSON({
  type: "doc",
  content: [
    p(text("The ro"), text("of", "bold"), text(" of İzmir (2 m²)")),
    p(text("Roofs, "), { type: "footnote", attrs: { text: "roof" } }, text("roof")),
    { type: "bulletList", content: [{ type: "listItem", content: [p(text("a roof"))] }] },
  ],
});

function found(options: Partial<FindOptions>): string[] {
  const pattern = patternOf({ ...plain, ...options });
  if (!pattern) return ["no pattern"];
  return matchesIn(blockTexts(doc), pattern).map(({ from, to }) => doc.textBetween(from, to));
}

test("words are found over marks, in lists, and where they are", () => {
  expect(found({ text: "roof" })).toEqual(["roof", "Roof", "roof", "roof"]);
  expect(found({ text: "roof", isCased: true })).toEqual(["roof", "roof", "roof"]);
  expect(found({ text: "roof", isWord: true })).toEqual(["roof", "roof", "roof"]);
});

test("signs of patterns mean themselves until one asks for a pattern", () => {
  expect(found({ text: "(2 m²)" })).toEqual(["(2 m²)"]);
  expect(found({ text: "r.{2}f" })).toEqual([]);
  expect(found({ text: "r.{2}f", isPattern: true })).toEqual(["roof", "Roof", "roof", "roof"]);
  expect(found({ text: "(", isPattern: true })).toEqual(["no pattern"]);
  expect(found({ text: "x*", isPattern: true })).toEqual([]);
});

test("a replacement has the groups of a pattern; else it is as it was typed", () => {
  const pattern = patternOf({ ...plain, text: "(r)(oo)f", isPattern: true });
  const [first] = pattern ? matchesIn(blockTexts(doc), pattern) : [];
  if (!first) throw new Error("nothing was found");
  expect(replacementFor(first, "$2-$1 $& $$ $9", { isPattern: true })).toBe("oo-r roof $ $9");
  expect(replacementFor(first, "$1", { isPattern: false })).toBe("$1");
});

test("what is everywhere is found up to a number", () => {
  const many = [{ start: 1, text: "a".repeat(mostFound * 2) }];
  expect(matchesIn(many, /a/gu)).toHaveLength(mostFound);
});
