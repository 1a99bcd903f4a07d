import { expect, test } from "vitest";
import { askedAt, draftOf, emptyDraft, nameAt, partsOf, storedText } from "./mention-text.ts";

const ann = { id: "01234567-89ab-7cde-8f01-23456789abcd", name: "Ann", address: "ann@town.example" };
const anna = { id: "01234567-89ab-7cde-8f01-23456789abce", name: "Anna (roof) Lind", address: "lind@town.example" };

test("a name is asked for after an @ that begins a word", () => {
  expect(askedAt("@", 1)).toBe("");
  expect(askedAt("Look, @An", 9)).toBe("An");
  expect(askedAt("(@An)", 4)).toBe("An");
  expect(askedAt("Look, @An", 8)).toBe("A");
  for (const text of ["ann@town", "@An ", "none"]) expect(askedAt(text, text.length)).toBeNull();
});

test("whoever is chosen stands by name while one writes, and by id when it is stored", () => {
  const first = nameAt({ text: "Hello @an, see", named: [] }, 9, ann);
  expect([first.draft.text, first.at]).toEqual(["Hello @Ann , see", 11]);
  const { draft } = nameAt({ ...first.draft, text: `${first.draft.text} @li` }, first.draft.text.length + 4, anna);
  expect(storedText(draft)).toBe(`Hello <@${ann.id}> , see <@${anna.id}> `);
  expect(storedText({ text: "@Annabel and @Ann.", named: draft.named })).toBe(`@Annabel and <@${ann.id}>.`);
  expect(storedText(emptyDraft)).toBe("");
});

test("a second person of the same name stands by address", () => {
  const other = { ...anna, name: "Ann" };
  const first = nameAt({ text: "@", named: [] }, 1, ann).draft;
  const { draft } = nameAt({ ...first, text: `${first.text}@` }, first.text.length + 1, other);
  expect(draft.text).toBe("@Ann @lind@town.example ");
  expect(storedText(draft)).toBe(`<@${ann.id}> <@${anna.id}> `);
});

test("what is stored is written on as it was, and shown in parts", () => {
  const text = `<@${ann.id}> knows, <@${anna.id}> too`;
  const draft = draftOf(text, [ann]);
  expect(draft.text).toBe(`@Ann knows, <@${anna.id}> too`);
  expect(storedText(draft)).toBe(text);
  expect(partsOf(text, [ann])).toEqual([
    { id: ann.id, name: "Ann" },
    { words: " knows, " },
    { id: anna.id, name: null },
    { words: " too" },
  ]);
});
