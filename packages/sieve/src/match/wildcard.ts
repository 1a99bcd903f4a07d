import type { Comparator } from "../check/matching.ts";
import { fold } from "./comparators.ts";

type Piece = string | typeof one | typeof many;
const one = Symbol("?");
const many = Symbol("*");

/** Reads a pattern of `:matches`, RFC 5228 §2.7.1: a backslash takes the meaning of the next character away. */
function readPattern(pattern: string, comparator: Comparator): Piece[] {
  const pieces: Piece[] = [];
  let isEscaped = false;
  for (const character of pattern) {
    if (!isEscaped && character === "\\") isEscaped = true;
    else {
      const isWild = !isEscaped && (character === "*" || character === "?");
      if (isWild) pieces.push(character === "*" ? many : one);
      else pieces.push(fold(comparator, character));
      isEscaped = false;
    }
  }
  if (isEscaped) pieces.push("\\");
  return pieces;
}

/**
 * What the wildcards of a pattern stand for, the whole text before them; null when the text does not match. `*` takes as little as it can, from the
 * left (RFC 5229 §3.2). `spend` is told of the steps taken and may throw.
 */
export function matchWildcards(
  text: string,
  pattern: string,
  { comparator, spend }: { comparator: Comparator; spend: (steps: number) => void },
): string[] | null {
  const pieces = readPattern(pattern, comparator);
  spend(text.length);
  // Where each character is one unit and stays one, the text serves as it is; else it is taken apart.
  const isSimple = comparator !== "i;unicode-casemap" && !/[\ud800-\udfff]/.test(text);
  const characters = isSimple ? text : Array.from(text);
  const folded =
    typeof characters === "string"
      ? fold(comparator, text)
      : characters.map((character) => fold(comparator, character));
  const taken: { from: number; to: number }[] = [];
  // The last star: where it stands, what it holds, and how many wildcards came up to it. Only it ever needs to take more.
  let star: { piece: number; held: { from: number; to: number }; count: number } | null = null;
  let [at, piece, steps] = [0, 0, 0];
  while (at < folded.length || piece < pieces.length) {
    if (++steps % 4096 === 0) spend(4096);
    const wanted = pieces[piece];
    if (wanted === many) {
      const held = { from: at, to: at };
      taken.push(held);
      star = { piece, held, count: taken.length };
      piece++;
    } else if (at < folded.length && (wanted === one || wanted === folded[at])) {
      if (wanted === one) taken.push({ from: at, to: at + 1 });
      at++;
      piece++;
    } else {
      if (!star || star.held.to >= folded.length) return null;
      star.held.to++;
      at = star.held.to;
      piece = star.piece + 1;
      taken.length = star.count;
    }
  }
  const parts = taken.map(({ from, to }) => characters.slice(from, to));
  return [text, ...parts.map((part) => (typeof part === "string" ? part : part.join("")))];
}
