import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { indexText, termOf } from "./terms.ts";

test.each([
  ["ÜBER Straße", "uber strasse"],
  ["Ｆｕｌｌ ﬁ ²", "full fi 2"],
  ["Ёлка й", "елка и"],
  ["ΣΊΣΥΦΟΣ", "σισυφοσ"],
  ["İstanbul ısı", "istanbul isi"],
  ["Łódź Søren Đà", "lodz soren da"],
  ["ガ ｶﾞ が", "ガ ガ が"],
  ["٢٠٢٦ ۴ ९", "2026 4 9"],
  ["한국어", "한국어"],
])("fold(%j)", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test.each([
  ["„Rathaus“ (neu)", "rathaus neu"],
  ["foo@bar.example budget-2026.pdf", "foo bar example budget 2026 pdf"],
  ["don't snake_case <b>", "don t snake case b"],
  ["東京で、会議", "東京 京で で 会議 議"],
  ["会", "会"],
  ["iPhone用ケース", "iphone 用ケ ケー ース ス"],
  ["𠮷野家", "𠮷野 野家 家"],
  ["한국어를 배우다", "한국어를 배우다"],
])("the index has %j as %j", (text, words) => {
  expect(indexText([text], 10_000)).toBe(words);
});

test("fields are kept apart, and the whole within its limit", () => {
  expect(indexText(["a b", "", "c"], 1_000)).toBe("a b |  | c");
  expect(indexText(["eins zwei drei", "vier"], 25)).toBe("eins zwei");
});

test.each([
  ["Rathaus", false, ["rathaus"], true],
  ["Rathaus", true, ["rathaus"], false],
  ["a", false, ["a"], false],
  ["well-known", false, ["well", "known"], true],
  ["会", true, ["会"], true],
  ["会議", false, ["会議"], false],
  ["東京都", false, ["東京", "京都"], false],
  ["東京 abc", false, ["東京", "京", "abc"], true],
])("%j is looked for as words", (text, isWhole, words, isPrefix) => {
  expect(termOf(text, { isWhole })).toEqual({ words, isPrefix });
});

test("what has no letter is no term", () => {
  expect(termOf("+++ ☃", { isWhole: false })).toBeNull();
});

test("any part of a text is found in the text", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aäB1 -東京都のが한ßด้ि".split("")), maxLength: 30 });
  fc.assert(
    fc.property(letters, letters, letters, (before, part, after) => {
      const term = termOf(part, { isWhole: false });
      if (!term) return;
      const text = ` ${indexText([`${before} ${part}${after}`], 10_000)} `;
      // One letter alone is no beginning of a word.
      if (!term.isPrefix && term.words.at(-1)?.length === 1) return;
      expect(text).toContain(` ${term.words.join(" ")}${term.isPrefix ? "" : " "}`);
    }),
  );
});
