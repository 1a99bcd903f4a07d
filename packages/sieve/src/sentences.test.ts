import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sentences } from "./sentences.ts";

const folder = path.join(import.meta.dirname, "../../../apps/web/messages");
const codes = Object.keys(sentences);

function wordsOf(language: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(folder, language, "sieve.json"), "utf8")) as Record<string, string>;
}

/** The values that a sentence is filled with; not the branches of a choice, such as `other {something}`. */
function namesIn(text: string): string[] {
  const names = text.replace(/\{(\w+), (?:select|plural),.*?\}\}/g, "{$1}").matchAll(/\{(\w+)\}/g);
  return [...new Set(Array.from(names, ([, name]) => name ?? ""))].toSorted();
}

test.each(["en", "de"])("%s has words for everything that can be wrong in a script", (language) => {
  const words = wordsOf(language);
  expect(codes.filter((code) => !words[code]?.trim())).toEqual([]);
});

test.each(readdirSync(folder))("%s fills its words with what the problems have", (language) => {
  const words = wordsOf(language);
  for (const [code, sentence] of Object.entries(sentences)) {
    const names = namesIn(words[code] ?? "");
    expect([code, names.filter((name) => !namesIn(sentence).includes(name))]).toEqual([code, []]);
  }
});
