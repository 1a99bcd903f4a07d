/**
 * Header values are held as binary strings, a character for each octet. JavaScript's own trim() and \s count U+00A0 as
 * white space, which here is an octet inside of UTF-8 letters: hence these two.
 */
export function trimBlanks(binary: string): string {
  let start = 0;
  let end = binary.length;
  while (start < end && binary.charCodeAt(start) <= 32) start++;
  while (end > start && binary.charCodeAt(end - 1) <= 32) end--;
  return start === 0 && end === binary.length ? binary : binary.slice(start, end);
}

/** Whether a string has only US-ASCII characters. */
export function isAscii(text: string): boolean {
  return !beyondAscii.test(text);
}
const beyondAscii = /[^\0-\x7f]/;

/** Unfolded value: only the line breaks go, RFC 5322 §2.2.3; stray CR and NUL, legal nowhere, go too. */
export function unfold(value: string): string {
  return trimBlanks(breaks.test(value) ? value.replace(breakRuns, (run) => (run === "\r" ? " " : "")) : value);
}
const breaks = /[\r\n\0]/;
const breakRuns = /\r?\n|\r|\0/g;
