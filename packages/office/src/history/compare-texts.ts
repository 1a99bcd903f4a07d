import type { Node } from "@tiptap/pm/model";
import { diffArrays } from "diff";
import { blocksOf, type TextBlock } from "./text-blocks.ts";

export type ComparedPart = { readonly kind: "same" | "added" | "removed"; readonly text: string };

export type ComparedBlock = Pick<TextBlock, "type" | "level" | "within"> & {
  readonly kind: "same" | "added" | "removed" | "changed";
  /** Whether the words are the same and only how they are shown differs. */
  readonly isFormOnly: boolean;
  readonly parts: readonly ComparedPart[];
};

export type Comparison =
  | { readonly status: "compared"; readonly blocks: readonly ComparedBlock[] }
  | { readonly status: "too-large" };

/** What is compared at most, of each side; and how long something is looked for that the two have in common, before all of it counts as new. */
const limits = { blocks: 20_000, characters: 2_000_000, blockEdits: 4000, wordEdits: 2000, ms: 3000 };
/** Lines that stand in each other's place are looked for among so many pairs. */
const mostPairs = 2500;
/** Words that two lines have in common, of all their words, for one to be the other one changed. */
const leastAlike = 0.3;

/** How one text became another, line by line, and within a line word by word. */
export function compareTexts(from: Node, to: Node): Comparison {
  const [before, after] = [blocksOf(from), blocksOf(to)];
  if ([before, after].some(isTooLarge)) return { status: "too-large" };
  const until = performance.now() + limits.ms;
  return { status: "compared", blocks: compared(before, after, until) };
}

function isTooLarge(blocks: readonly TextBlock[]): boolean {
  return blocks.length > limits.blocks || blocks.reduce((sum, one) => sum + one.text.length, 0) > limits.characters;
}

function compared(before: readonly TextBlock[], after: readonly TextBlock[], until: number): ComparedBlock[] {
  const runs = diffArrays(
    before.map((one) => one.form),
    after.map((one) => one.form),
    { maxEditLength: limits.blockEdits, timeout: limits.ms },
  );
  if (!runs) return inPlaceOf(before, after, until);
  const done: ComparedBlock[] = [];
  let [i, j] = [0, 0];
  let removed: readonly TextBlock[] = [];
  let added: readonly TextBlock[] = [];
  const settle = () => {
    done.push(...inPlaceOf(removed, added, until));
    [removed, added] = [[], []];
  };
  for (const run of runs) {
    if (run.removed) {
      removed = [...removed, ...before.slice(i, i + run.count)];
      i += run.count;
    } else if (run.added) {
      added = [...added, ...after.slice(j, j + run.count)];
      j += run.count;
    } else {
      settle();
      for (const block of after.slice(j, j + run.count)) done.push(whole(block, "same"));
      [i, j] = [i + run.count, j + run.count];
    }
  }
  settle();
  return done;
}

/** Lines that went, and others that came where they were: those that are alike are one that was changed. */
function inPlaceOf(removed: readonly TextBlock[], added: readonly TextBlock[], until: number): ComparedBlock[] {
  const pairs = pairsOf(removed, added);
  const done: ComparedBlock[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...pairs, [removed.length, added.length] as const]) {
    done.push(...removed.slice(i, a).map((one) => whole(one, "removed")));
    done.push(...added.slice(j, b).map((one) => whole(one, "added")));
    const [old, next] = [removed[a], added[b]];
    if (old && next) done.push(changed(old, next, until));
    [i, j] = [a + 1, b + 1];
  }
  return done;
}

const whole = ({ type, level, within, text }: TextBlock, kind: "same" | "added" | "removed"): ComparedBlock => ({
  kind,
  type,
  level,
  within,
  isFormOnly: false,
  parts: text === "" ? [] : [{ kind, text }],
});

function changed(old: TextBlock, next: TextBlock, until: number): ComparedBlock {
  const { type, level, within } = next;
  const isFormOnly = old.text === next.text;
  return { kind: "changed", type, level, within, isFormOnly, parts: partsOf(old.text, next.text, until) };
}

function partsOf(old: string, next: string, until: number): ComparedPart[] {
  const timeout = Math.max(1, until - performance.now());
  const found = diffArrays(segmentsOf(old), segmentsOf(next), { maxEditLength: limits.wordEdits, timeout });
  const runs = found ?? [
    { removed: true, added: false, value: [old] },
    { removed: false, added: true, value: [next] },
  ];
  return runs.flatMap(({ removed, added, value }) => {
    const text = value.join("");
    return text === "" ? [] : [{ kind: removed ? "removed" : added ? "added" : "same", text } as const];
  });
}

/** Languages that write without spaces have words too. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const segmentsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

type Pair = readonly [number, number];

/** Of two rows of lines the pairs that are most alike in all, in the order of both. */
function pairsOf(removed: readonly TextBlock[], added: readonly TextBlock[]): Pair[] {
  const [rows, columns] = [removed.length, added.length];
  if (rows === 0 || columns === 0) return [];
  if (rows * columns > mostPairs) return inOrder(removed, added);
  const words = [removed, added].map((side) => side.map(wordsOf)) as [Set<string>[], Set<string>[]];
  const alike = removed.map((a, i) => added.map((b, j) => likeness(a, b, words[0][i], words[1][j])));
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const score = (i: number, j: number) => alike[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      best[i]?.fill(Math.max(at(i + 1, j), at(i, j + 1), score(i, j) + at(i + 1, j + 1)), j, j + 1);
  const pairs: Pair[] = [];
  for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
    if (score(i, j) > 0 && at(i, j) === score(i, j) + at(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/** Where there are too many to look at all of them: the first with the first. */
function inOrder(removed: readonly TextBlock[], added: readonly TextBlock[]): Pair[] {
  return removed.flatMap((a, i): Pair[] => {
    const b = added[i];
    return b && likeness(a, b, wordsOf(a), wordsOf(b)) > 0 ? [[i, i]] : [];
  });
}

const wordsOf = ({ text }: TextBlock) => new Set(text.slice(0, 5000).match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []);

/** 0 for lines of which neither is the other one changed, up to 1. */
function likeness(a: TextBlock, b: TextBlock, wordsA = new Set<string>(), wordsB = new Set<string>()): number {
  if (a.text === b.text) return a.text !== "" || a.type === b.type ? 1 : 0;
  const all = wordsA.size + wordsB.size;
  if (all === 0) return 0;
  const common = [...wordsA].filter((word) => wordsB.has(word)).length;
  const share = (2 * common) / all;
  return share >= leastAlike ? share : 0;
}
