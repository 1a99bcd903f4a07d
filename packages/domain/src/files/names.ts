import { Refusal } from "@carbyne/kernel";

/** Longest name that every file system keeps, in bytes of UTF-8. */
export const longestName = 255;

/** A name as it is kept: composed (NFC), without space around it. Refuses what no file system could keep, and says why. */
export function readName(text: string): string {
  const name = text.toWellFormed().normalize("NFC").trim();
  if (name === "") throw new Refusal("invalid", "node-name-missing");
  if (Buffer.byteLength(name) > longestName) throw new Refusal("invalid", "node-name-long", { max: longestName });
  const sign = /[/\p{Cc}]/u.exec(name)?.[0];
  if (sign !== undefined || name === "." || name === "..")
    throw new Refusal("invalid", "node-name-sign", {
      name,
      sign: sign === "/" || sign === undefined ? (sign ?? name) : "↵",
    });
  return name;
}

/** The nearest name that can be kept, for names that come from elsewhere. */
export function mendName(text: string, otherwise: string): string {
  const name = text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[/\\\p{Cc}]/gu, "_")
    .trim();
  if (name === "" || name === "." || name === "..") return otherwise;
  return shorten(name, longestName);
}

/** The ending of a file's name with its dot: at most 20 signs, and never the whole name. */
export function endingOf(name: string): string {
  return /(?<=[^.])(?:\.tar)?\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? "";
}

function shorten(name: string, bytes: number): string {
  const ending = endingOf(name);
  return cut(name.slice(0, name.length - ending.length), bytes - Buffer.byteLength(ending)) + ending;
}

/** As many whole signs, as people see them, as fit into so many bytes. */
function cut(text: string, bytes: number): string {
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  while (Buffer.byteLength(signs.join("")) > bytes) signs.pop();
  return signs.join("").trimEnd();
}

/** The name with a number, as the second of a name is called: `Plan (2).pdf`. */
export function numberedName(name: string, number: number): string {
  const ending = endingOf(name);
  const tail = ` (${number})${ending}`;
  const stem = name.slice(0, name.length - ending.length).replace(/ \(\d{1,6}\)$/, "");
  return cut(stem, longestName - Buffer.byteLength(tail)) + tail;
}

/** Longer keys would not fit into an index entry, and nobody tells apart what is equal for so long. */
const longestKey = 120;

/** What lists sort a name by: without accents and case, and numbers by their value, so that `Page 2` stands before `Page 10`. */
export function nameKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Cc}]+/gu, "")
    .toLowerCase();
  // A number begins with how many digits it has: 2 is `012`, 10 is `0210`.
  return plain
    .replaceAll(/\d+/g, (digits) => {
      const value = digits.replace(/^0+(?=\d)/, "");
      return `0${String.fromCharCode(48 + Math.min(value.length, 70))}${value}`;
    })
    .slice(0, longestKey)
    .toWellFormed();
}
