import { plainText, textSchema, wordCount } from "@carbyne/office/model";
import { expect, test } from "vitest";
import { countWords } from "./count-words.ts";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = textSchema().nodeFromJSON({
  type: "doc",
  content: [
    paragraph("The roof of the north wing"),
    { type: "bulletList", content: [{ type: "listItem", content: [paragraph("高橋 美咲")] }] },
    paragraph("three more words"),
  ],
});

test("words are counted block by block as they are in the whole", () => {
  expect(countWords(doc, "en", () => false)).toBe(wordCount(plainText(doc), "en"));
});

test("what there was no time for is counted the next time", () => {
  const long = textSchema().nodeFromJSON({ type: "doc", content: [paragraph("one two"), paragraph("three")] });
  let turns = 0;
  expect(countWords(long, "en", () => ++turns > 1)).toBeNull();
  expect(countWords(long, "en", () => false)).toBe(3);
});
