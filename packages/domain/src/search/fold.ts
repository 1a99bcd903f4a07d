/** Letters that no decomposition turns into those of the plain alphabet. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};

/** Text in the form in which words are compared: without case, accents and width, digits as ASCII. Both sides of a search are folded. */
export function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .normalize("NFC");
}

/** Digits of every script stand in tens, nought first. */
function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value++;
  return `${value}`;
}
const digit = /^\p{Nd}$/u;

/** Longer words are compared by their beginning: they are encoded data, and an index entry has a limit. */
const longestWord = 60;

/** Scripts that are written without spaces. Their runs are indexed by pairs of characters, the last one alone, so that any part of a run is found. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;
const run = new RegExp(`${unspaced.source}+|(?:(?!${unspaced.source})[\\p{L}\\p{M}\\p{Nd}])+`, "gu");

/** Letters below the first of an unspaced script, the tone marks of Bopomofo: most words are one run without a closer look. */
const spaced = /^[^\u02b1-\u{10ffff}]+$/u;

/** A stretch of text without a separator inside: one word, or a run of a script without spaces in pairs. */
export type Run = { readonly words: readonly string[]; readonly isPairs: boolean };

/** The runs of a text, in order. */
export function* runsOf(text: string): Generator<Run> {
  for (const [letters] of fold(text).matchAll(/[\p{L}\p{M}\p{Nd}]+/gu))
    if (spaced.test(letters)) yield wordOf(letters);
    else
      for (const [piece] of letters.matchAll(run))
        yield unspaced.test(piece) ? { words: pairsOf(piece), isPairs: true } : wordOf(piece);
}

function wordOf(piece: string): Run {
  return { words: [piece.slice(0, longestWord).toWellFormed()], isPairs: false };
}

function pairsOf(piece: string): string[] {
  const characters = Array.from(piece);
  return characters.map((character, at) => character + (characters[at + 1] ?? ""));
}
