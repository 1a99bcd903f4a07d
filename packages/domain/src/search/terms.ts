import { runsOf } from "./fold.ts";

/** What a document must have: words one after the other, of which the last may go on. */
export type Term = { readonly words: readonly string[]; readonly isPrefix: boolean };

/** What is typed as one piece as the index knows it; null when it has no letter and no digit. With `isWhole` the last word is meant as it is. */
export function termOf(text: string, { isWhole }: { isWhole: boolean }): Term | null {
  const runs = Array.from(runsOf(text));
  const words = runs.flatMap((run) => run.words);
  const last = runs.at(-1);
  if (!last) return null;
  // A typed run may be the middle of a longer one: its last character is then the first of a pair.
  if (last.isPairs && last.words.length > 1) return { words: words.slice(0, -1), isPrefix: false };
  // One letter alone begins too many words to be looked for.
  return { words, isPrefix: last.isPairs || (!isWhole && (last.words[0]?.length ?? 0) > 1) };
}

/** A term as it stands in a text of the index that begins and ends with a space. */
export function inOrder({ words, isPrefix }: Term): string {
  return ` ${words.join(" ")}${isPrefix ? "" : " "}`;
}

/**
 * The text of a document as the index keeps it: its words with one space between, fields apart so that nothing is found across them. A field is
 * text, or words that are in the index's form already.
 */
export function indexText(fields: readonly (string | readonly string[])[], longestBytes: number): string {
  const texts: string[] = [];
  let left = longestBytes;
  for (const field of fields) {
    const words: string[] = [];
    for (const word of typeof field === "string" ? wordsOf(field) : field) {
      left -= Buffer.byteLength(word) + 8;
      if (left < 0) return [...texts, words.join(" ")].join(" | ");
      words.push(word);
    }
    texts.push(words.join(" "));
  }
  return texts.join(" | ");
}

/** The words of a text in the index's form. */
export function* wordsOf(text: string): Generator<string> {
  for (const { words } of runsOf(text)) yield* words;
}
