import { Refusal } from "@carbyne/kernel";

/** Letters of one message at most; a check in the database says the same. */
export const mostLetters = 16_000;

/** What somebody typed, without blanks around it and without what no text has (NUL, lone surrogates). May be empty, which is for the caller to judge. */
export function readText(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll("\0", "")
    .replaceAll("\r\n", "\n")
    .replace(/^\s*\n/, "")
    .trimEnd();
  if (clean.length > mostLetters) throw new Refusal("too-large", "chat-text-long", { most: mostLetters });
  return clean;
}
