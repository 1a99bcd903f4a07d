import { expect, test } from "vitest";
import { fromFirstHit, hasHit, splitHits } from "./hits.ts";

const marked = (text: string, words: string[]) =>
  splitHits(text, words)
    .map((one) => (one.isHit ? `[${one.text}]` : one.text))
    .join("");

test.each([
  ["The roof of the hall", ["roof"], "The [roof] of the hall"],
  ["Dachsanierung am Rathaus", ["dach", "rat"], "[Dach]sanierung am [Rat]haus"],
  ["Müller und MUELLER", ["muller"], "[Müller] und MUELLER"],
  ["proof of roof", ["roof"], "proof of [roof]"],
  ["会議の日程", ["日程"], "会議の[日程]"],
  ["a (b) a", ["(b)"], "a [(b)] a"],
  ["nothing", [], "nothing"],
  ["", ["x"], ""],
  ["İstanbul 💥 ﬁn", ["💥"], "İstanbul [💥] ﬁn"],
])("%s", (text, words, shown) => {
  expect(marked(text, words)).toBe(shown);
});

test("a line begins shortly before what is looked for, so that it is in sight", () => {
  const text = "Everybody was there, and then we spoke about the roof of the hall";
  expect(fromFirstHit(text, ["roof"])).toBe("…we spoke about the roof of the hall");
  expect(fromFirstHit(text, ["there"])).toBe(text);
  expect(fromFirstHit(text, ["cellar"])).toBe(text);
  expect(hasHit(text, ["roof"])).toBe(true);
  expect(hasHit(text, ["oof"])).toBe(false);
});
