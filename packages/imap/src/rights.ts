import { BadSyntax } from "./types.ts";

/** Rights of RFC 4314 §2.1 in the order in which they are written. */
export const allRights = "lrswipkxtea";

/** What a backend is asked to give or take; `mode` as RFC 4314 §3.1 has it. */
export interface RightsChange {
  readonly mode: "replace" | "add" | "remove";
  readonly rights: string;
}

/** Reads the rights of SETACL: `+` adds, `-` removes. The obsolete `c` and `d` mean what they meant in RFC 2086; RFC 4314 §2.1.1. */
export function readRights(written: string): RightsChange {
  const sign = /^[+-]/.exec(written)?.[0];
  const letters = (sign ? written.slice(1) : written)
    .split("")
    .map((letter) => obsolete[letter] ?? letter)
    .join("");
  // Upper case is not allowed, and digits are nobody's here; RFC 4314 §2, §4.
  if (letters.split("").some((letter) => !allRights.includes(letter))) throw new BadSyntax("unknown right");
  return { mode: sign === "+" ? "add" : sign === "-" ? "remove" : "replace", rights: inOrder(letters) };
}

const obsolete: Readonly<Record<string, string>> = { c: "kx", d: "te" };

/** Each right once, in the usual order. */
export function inOrder(rights: string): string {
  return allRights
    .split("")
    .filter((right) => rights.includes(right))
    .join("");
}

/** Rights as they are told: clients of RFC 2086 look for `c` and `d`, which stand for all that they mean. RFC 4314 §2.1.1. */
export function writtenRights(rights: string): string {
  const create = rights.includes("k") && rights.includes("x") ? "c" : "";
  const remove = rights.includes("t") && rights.includes("e") ? "d" : "";
  return `${inOrder(rights)}${create}${remove}`;
}
