import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt, type Sought, soughtOf } from "./find-hit.ts";

const filler = "Lorem ipsum dolor sit amet consectetur. ".repeat(10);

function sought(...texts: string[]): Sought[] {
  return texts.flatMap((text) => soughtOf(text, { isPhrase: text.includes(" ") }) ?? []);
}

test.each<[string, string[], string | null]>([
  ["Die Ziegel sind bestellt.", ["ziegel"], "Die Ziegel sind bestellt."],
  ["Die Ziegel sind bestellt.", ["iegel"], null],
  ["Die ZIÉGELEI brennt.", ["ziegel"], "Die ZIÉGELEI brennt."],
  ["> > quoted\n>   tiles here", ["tiles"], "quoted tiles here"],
  ["来週の会議は東京で行います。", ["東京"], "来週の会議は東京で行います。"],
  ["the new bakery", ["new bakery"], "the new bakery"],
  ["the new old bakery", ["new bakery"], null],
  ["well-known things", ["well-known"], "well-known things"],
  ["nothing of it", ["+++"], null],
])("%j says %j in %j", (text, texts, found) => {
  expect(excerpt(text, sought(...texts))).toBe(found);
});

test("a long text is cut between words around what is looked for", () => {
  const found = excerpt(`${filler}The tiles cost forty pallets. ${filler}`, sought("tiles")) ?? "";
  expect(found).toMatch(/^…(?:\w+[ .]+){3,7}The tiles cost forty pallets\. .*\w…$/);
  expect(found.length).toBeLessThan(210);
});

test("where most of the words stand together is shown", () => {
  const found = excerpt(`One roof. ${filler} The tiles of the roof. ${filler}`, sought("roof", "tiles"));
  expect(found).toContain("The tiles of the roof.");
});

test("what an excerpt shows is in the text, and says it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), fc.string({ minLength: 2 }), (parts, word) => {
      const found = excerpt(parts.join(` ${word} `), sought(word));
      if (found !== null) expect(found.length).toBeLessThanOrEqual(202);
    }),
  );
});
