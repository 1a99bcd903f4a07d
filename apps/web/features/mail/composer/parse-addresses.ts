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

/** As an address is written for other programs: the name in quotation marks where it needs them. */
export function formatPerson({ name, address }: Person): string {
  if (name === "") return address;
  const quoted = /^[\p{L}\p{N} !#$%&'*+\-/=?^_`{|}~.]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  return `${quoted} <${address}>`;
}

/** The cells of a sheet, a person a line: the one with the address, and the others as the name. */
function cellsOf(line: string): string | null {
  const cells = line.split("\t").map((cell) => cell.trim());
  const addresses = cells.filter(looksLikeAddress);
  const names = cells.filter((cell) => cell !== "" && !cell.includes("@"));
  const [address] = addresses;
  if (cells.length < 2 || addresses.length !== 1 || address === undefined || names.length === 0) return null;
  return `"${names.join(" ").replaceAll('"', "")}" <${address}>`;
}

function parts(wholeText: string): string[] {
  const text = wholeText.includes("\t")
    ? wholeText
        .split("\n")
        .map((line) => cellsOf(line) ?? line)
        .join("\n")
    : wholeText;
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
  const trimmed = joinedNames(found.map((one) => one.trim()).filter((one) => one !== ""));
  // Addresses in a row with nothing but spaces between them.
  return trimmed.flatMap((one) => {
    const words = one.split(/\s+/);
    return words.length > 1 && words.every(looksLikeAddress) ? words : [one];
  });
}

/** `Ruiz, Ana <ana@…>`: a name without its quotation marks was taken apart at its comma. */
function joinedNames(found: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of found) {
    const before = joined.at(-1);
    const isRest = /^[^<>@"]+<[^<>]*@[^<>]*>$/.test(part) && before !== undefined && !/[@<>":]/.test(before);
    if (isRest) joined[joined.length - 1] = `${before}, ${part}`;
    else joined.push(part);
  }
  return joined;
}

function personOf(written: string): Person {
  // `Team: a@…` begins a group; only its people count.
  const part = written.replace(/^(?!mailto:)[^:@<>"]{1,100}:\s*(?=\S+@)/i, "");
  const commented = /^(\S+@\S+)\s*\(([^()]*)\)$/.exec(part);
  if (commented) return { name: (commented[2] ?? "").trim(), address: commented[1] ?? "" };
  const trailing = /^([^<>@]{1,200}?)\s+(\S+@\S+)$/.exec(part);
  if (trailing && looksLikeAddress(trailing[2] ?? ""))
    return { name: (trailing[1] ?? "").replace(/^"(.*)"$/, "$1"), address: trailing[2] ?? "" };
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
