/** Whom a text speaks to: people by their id, everybody, or whoever is there. */
export type Mentions = { readonly ids: readonly string[]; readonly addresses: "named" | "here" | "all" };

const mention = /<@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|all|here)>/g;
/** Fences first, so that a sign in one does not open a span outside of it. */
const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const mostPeople = 100;

/** The mentions in a text, each person once; what stands in code speaks to nobody. */
export function readMentions(text: string): Mentions {
  const names = [...text.replaceAll(code, "").matchAll(mention)].map((match) => match[1] ?? "");
  const ids = [...new Set(names.filter((name) => name.length > 4))].slice(0, mostPeople);
  return { ids, addresses: names.includes("all") ? "all" : names.includes("here") ? "here" : "named" };
}
