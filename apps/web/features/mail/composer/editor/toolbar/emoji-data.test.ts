import { expect, test } from "vitest";
import { findEmoji, loadEmoji } from "./emoji-data.ts";

test.each([
  ["en", "thumbs", "👍\ufe0f"],
  ["en-GB", "party pop", "🎉"],
  ["de", "daumen hoch", "👍\ufe0f"],
  ["fr", "fusée", "🚀"],
  ["ar", "rocket", "🚀"],
])("in %s %j finds %s", async (locale, text, sign) => {
  expect(findEmoji(await loadEmoji(locale), text).map((one) => one.sign)).toContain(sign);
});

test("parts of emoji are none of them", async () => {
  const all = await loadEmoji("en");
  expect(all.length).toBeGreaterThan(1500);
  expect(all.filter((one) => one.name.startsWith("regional indicator"))).toEqual([]);
});
