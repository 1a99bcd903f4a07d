import { expect, test } from "vitest";
import { splitHits } from "./hits.ts";

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
