import { expect, test } from "vitest";
import { findEmoji, loadEmoji, searchEmoji, toned } from "./emoji.ts";

test.each([
  ["en", "thumbs", "👍\ufe0f"],
  ["en-GB", "party pop", "🎉"],
  ["en", "tada", "🎉"],
  ["de", "daumen hoch", "👍\ufe0f"],
  ["fr", "fusee", "🚀"],
  ["es", "Corazón rojo", "❤️"],
  ["it", "razzo", "🚀"],
  ["ar", "rocket", "🚀"],
])("in %s %j finds %s", async (language, text, sign) => {
  expect(searchEmoji(await loadEmoji(language), text).map((one) => one.sign)).toContain(sign);
});

test("parts of emoji are none of them", async () => {
  const all = await loadEmoji("en");
  expect(all.length).toBeGreaterThan(1500);
  expect(all.filter((one) => one.name.startsWith("regional indicator"))).toEqual([]);
});

test("nothing is found by nothing, nor by what nothing is called", async () => {
  const all = await loadEmoji("en");
  expect([searchEmoji(all, " "), searchEmoji(all, "zzzz")]).toEqual([[], []]);
});

test("what is called exactly so comes first, by its code or by its name in the language", async () => {
  expect((await findEmoji("smile", { language: "de" }))[0]).toEqual({
    sign: "😄",
    name: expect.any(String),
    code: "smile",
  });
  expect((await findEmoji("+1", { language: "en", tone: 3 }))[0]?.sign).toBe("👍🏽");
  expect((await findEmoji("herz", { language: "de" })).length).toBe(8);
  expect((await findEmoji("raised_h", { language: "en" })).map((one) => one.code)).toContain("raised_hands");
});

test("a tone is for whom it is shown of, and the same for two", async () => {
  const all = await loadEmoji("en");
  const named = (name: string) =>
    all.find((one) => one.name === name) ?? { sign: "", name, codes: [], group: 0, skins: [], words: "" };
  expect(toned(named("thumbs up"), 5)).toBe("👍🏿");
  expect(toned(named("rocket"), 5)).toBe("🚀");
  expect(toned(named("people holding hands"), 2)).toBe("🧑🏼‍🤝‍🧑🏼");
});
