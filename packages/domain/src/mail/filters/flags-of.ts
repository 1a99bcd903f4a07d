import { flag } from "../flags.ts";

const systemFlags: Readonly<Record<string, number>> = {
  "\\seen": flag.seen,
  "\\answered": flag.answered,
  "\\flagged": flag.flagged,
  "\\deleted": flag.deleted,
  "\\draft": flag.draft,
};
const mostKeywords = 100;
/** atom of RFC 9051 §9, as a mail program must be able to name it. */
const keyword = /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]{1,100}$/;

/** The names of flags that a script writes (RFC 5232 §2) as bits and keywords; what cannot be one is left out. */
export function flagsOf(names: readonly string[]): { flags: number; keywords: string[] } {
  let flags = 0;
  const keywords = new Map<string, string>();
  for (const name of names) {
    const bit = systemFlags[name.toLowerCase()];
    if (bit !== undefined) flags |= bit;
    else if (keyword.test(name) && keywords.size < mostKeywords) keywords.set(name.toLowerCase(), name);
  }
  return { flags, keywords: [...keywords.values()] };
}
