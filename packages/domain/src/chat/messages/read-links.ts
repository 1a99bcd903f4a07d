/** Fences first, so that a sign in one does not open a span outside of it. */
const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const link = /https?:\/\/[^\s<>"'`\\^{|}]+/giu;
const longest = 2000;
const brackets = [
  ["(", ")"],
  ["[", "]"],
] as const;

/** The web addresses in a text, each once and in order, as far as `most`; what stands in code is none. */
export function readLinks(text: string, most: number): string[] {
  const found: string[] = [];
  for (const [match] of text.replaceAll(code, " ").matchAll(link)) {
    const address = trimmed(match);
    if (address.length > longest || !URL.canParse(address)) continue;
    const { href, hostname } = new URL(address);
    if (hostname !== "" && !found.includes(href)) found.push(href);
    if (found.length === most) break;
  }
  return found;
}

/** Without what belongs to the sentence: a mark at its end, and a bracket that was opened before it. */
function trimmed(match: string): string {
  const address = match.replace(/[.,;:!?…*_~]+$/u, "");
  for (const [opening, closing] of brackets)
    if (address.endsWith(closing) && !address.includes(opening)) return trimmed(address.slice(0, -1));
  return address;
}
