import type { Person } from "../types.ts";

const mostAtOnce = 500;
const addressForm = /^[^\s@<>()[\]",;:\\]+@[^\s@<>()",;:\\]+$/;

/** Whether a text can be an address; the server knows exactly. */
export function looksLikeAddress(text: string): boolean {
  return addressForm.test(text) && !text.endsWith(".");
}

/**
 * Reads addresses as people paste them: `Ana Ruiz <ana@riverton.example>; bob@riverton.example`, one a line or in a row.
 * A comma inside of quotation marks or angle brackets is part of a name. What is no address is kept, so that it can be seen and set right.
 */
export function parseAddresses(text: string): Person[] {
  return parts(text).slice(0, mostAtOnce).map(personOf);
}

function parts(text: string): string[] {
  const found: string[] = [];
  let part = "";
  let isQuoted = false;
  let isInside = false;
  for (const sign of text) {
    if (sign === '"' && !part.endsWith("\\")) isQuoted = !isQuoted;
    if (!isQuoted && sign === "<") isInside = true;
    if (!isQuoted && sign === ">") isInside = false;
    const isEnd = sign === "\n" || (!isQuoted && !isInside && (sign === "," || sign === ";" || sign === "\t"));
    if (isEnd) {
      found.push(part);
      part = "";
      isQuoted = false;
      isInside = false;
    } else part += sign;
  }
  found.push(part);
  const trimmed = found.map((one) => one.trim()).filter((one) => one !== "");
  // Addresses in a row with nothing but spaces between them.
  return trimmed.flatMap((one) => {
    const words = one.split(/\s+/);
    return words.length > 1 && words.every(looksLikeAddress) ? words : [one];
  });
}

function personOf(part: string): Person {
  const bracketed = /^(.*?)\s*<\s*(?:mailto:)?([^<>]*?)\s*>$/su.exec(part);
  if (bracketed === null) return { name: "", address: part.replace(/^mailto:/i, "") };
  const name = (bracketed[1] ?? "").trim().replace(/^"(.*)"$/su, "$1");
  return { name: name.replace(/\\(["\\])/g, "$1"), address: bracketed[2] ?? "" };
}

/** Adds people to a list, each address once. */
export function withPeople(list: readonly Person[], more: readonly Person[]): Person[] {
  const known = new Set(list.map((one) => one.address.toLowerCase()));
  const added = more.filter(({ address }) => {
    const key = address.toLowerCase();
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return [...list, ...added];
}
