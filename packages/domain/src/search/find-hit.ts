import { fold } from "./fold.ts";

/** Words that stand one after the other, of which the last may go on. */
export type Sought = { readonly words: readonly string[]; readonly isPrefix: boolean };

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts without spaces: what is looked for may stand anywhere in a run of them. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;
const longestText = 100_000;
const lead = 40;
const longest = 200;

/** What is typed as one piece, as it is looked for in a text; null when it has no letter and no digit. */
export function soughtOf(text: string, { isPhrase }: { isPhrase: boolean }): Sought | null {
  const words = fold(text).match(word) ?? [];
  return words.length === 0 ? null : { words, isPrefix: !isPhrase };
}

/** Whether a text says one of these. */
export function says(text: string, sought: readonly Sought[]): boolean {
  return hitsIn(text, sought).length > 0;
}

/** The stretch of a text that says most of what is looked for, cut between words; null when it says nothing of it. */
export function excerpt(text: string, sought: readonly Sought[]): string | null {
  // Marks of quoted lines and runs of space say nothing.
  const plain = text
    .slice(0, longestText)
    .replaceAll(/^[>\s]+/gm, "")
    .replaceAll(/\s+/g, " ");
  const hits = hitsIn(plain, sought);
  const kinds = hits.map(
    ({ at }) => new Set(hits.filter((one) => one.at >= at && one.at < at + longest - lead).map((one) => one.of)).size,
  );
  const best = hits[kinds.indexOf(Math.max(...kinds))];
  if (!best) return null;
  const from = best.at <= lead ? 0 : afterSpace(plain, best.at - lead, best.at);
  const rest = plain.slice(from, from + longest);
  const isCut = from + longest < plain.length;
  const shown = isCut ? rest.replace(/\s+\S*$/, "") : rest;
  return `${from > 0 ? "…" : ""}${shown.trim()}${isCut ? "…" : ""}`.toWellFormed();
}

type Hit = { readonly at: number; readonly of: Sought };

const mostHits = 100;

function hitsIn(text: string, sought: readonly Sought[]): Hit[] {
  const matches = Array.from(text.slice(0, longestText).matchAll(word));
  const folded = matches.map(([found]) => fold(found));
  const hits: Hit[] = [];
  for (let i = 0; i < folded.length && hits.length < mostHits; i++)
    for (const of of sought) if (isAt(folded, i, of)) hits.push({ at: matches[i]?.index ?? 0, of });
  return hits;
}

function isAt(folded: readonly string[], start: number, { words, isPrefix }: Sought): boolean {
  return words.every((wanted, k) => {
    const here = folded[start + k] ?? "";
    if (unspaced.test(wanted)) return here.includes(wanted);
    return k === words.length - 1 && isPrefix ? here.startsWith(wanted) : here === wanted;
  });
}

/** The beginning of the first word from `from` on, or `last`. */
function afterSpace(text: string, from: number, last: number): number {
  const space = text.indexOf(" ", from);
  return space === -1 || space >= last ? last : space + 1;
}
