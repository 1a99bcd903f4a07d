import { fill, wordsOf } from "../words/index.ts";

const keys = {
  start: "chapterStart",
  shares: "chapterShares",
  speaks: "chapterSpeaks",
  joins: "chapterJoins",
} as const;

/** How a chapter of a film is called in a language. */
export function chapterWords({ what, name }: { what: keyof typeof keys; name: string }, locale: string): string {
  return fill(wordsOf(locale)[keys[what]], { name });
}
