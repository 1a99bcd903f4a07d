import type { Comparator, Relation } from "../check/matching.ts";

/** A text in the form in which equal texts are the same. */
export function fold(comparator: Comparator, text: string): string {
  switch (comparator) {
    case "i;octet":
      return text;
    case "i;ascii-casemap":
      return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
    case "i;ascii-numeric":
      return leadingNumber(text);
    case "i;unicode-casemap":
      return foldUnicode(text);
  }
}

/** Compatibility forms taken apart and case removed, as RFC 5051 §2 has it but for the few letters whose title case is not their upper case. */
function foldUnicode(text: string): string {
  return text.normalize("NFKD").toUpperCase().normalize("NFKD");
}

/** Leading digits without zeros; a text that begins with none is infinite. RFC 4790 §9.1.1. */
function leadingNumber(text: string): string {
  const digits = /^\d+/.exec(text)?.[0];
  return digits === undefined ? "∞" : digits.replace(/^0+(?=\d)/, "");
}

/** Below 0 when `a` comes before `b`, 0 when they are equal. */
export function compare(comparator: Comparator, a: string, b: string): number {
  const [left, right] = [fold(comparator, a), fold(comparator, b)];
  if (comparator === "i;ascii-numeric") return compareNumbers(left, right);
  return compareCodePoints(left, right);
}

function compareNumbers(a: string, b: string): number {
  if (a === "∞" || b === "∞") return Number(a === "∞") - Number(b === "∞");
  return a.length - b.length || compareCodePoints(a, b);
}

/** The order of octets in UTF-8, which is that of code points and not of UTF-16. */
function compareCodePoints(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a[index] === b[index]) index++;
  // Halves of a pair sort behind all other characters.
  const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)].map((unit) =>
    Number.isNaN(unit) ? -1 : unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit,
  );
  return (left ?? 0) - (right ?? 0);
}

/** Whether a comparison's result satisfies a relation, RFC 5231 §4. */
export function holds(relation: Relation, order: number): boolean {
  switch (relation) {
    case "gt":
      return order > 0;
    case "ge":
      return order >= 0;
    case "lt":
      return order < 0;
    case "le":
      return order <= 0;
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
  }
}
