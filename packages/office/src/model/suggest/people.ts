import type { Doc } from "yjs";

/** How people who proposed something are called, by their ids: whoever reads the text later may not know them. */
export const peopleOf = (doc: Doc) => doc.getMap<unknown>("people");

/** Notes how somebody is called. */
export function noteName(doc: Doc, { id, name }: { id: string; name: string }): void {
  const people = peopleOf(doc);
  if (people.get(id) !== name) people.set(id, name);
}

/** How somebody was called; whoever writes may have put anything there. */
export function nameIn(doc: Doc, id: string): string | null {
  const name = peopleOf(doc).get(id);
  return typeof name === "string" && name.trim() !== "" ? name.slice(0, 200) : null;
}
