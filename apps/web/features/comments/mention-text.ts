/** Somebody who can be named, by the words that stand for them while one writes. */
export interface Named {
  id: string;
  label: string;
}

/** A comment as it is written: people stand in it as @ and their label. */
export interface Draft {
  text: string;
  named: readonly Named[];
}

export const emptyDraft: Draft = { text: "", named: [] };

const stored = /<@([0-9a-f-]{36})>/g;

/** What is typed of a name before a place in a text: the letters after an @ that begins a word; null where nobody is named. */
export function askedAt(text: string, at: number): string | null {
  return /(?:^|[\s(])@([^\s@]{0,40})$/u.exec(text.slice(0, at))?.[1] ?? null;
}

type Person = { id: string; name: string; address: string };

/** Puts somebody where their name is being typed; answers where one goes on writing. */
export function nameAt(draft: Draft, at: number, person: Person): { draft: Draft; at: number } {
  const asked = askedAt(draft.text, at) ?? "";
  const isTaken = draft.named.some((one) => one.label === person.name && one.id !== person.id);
  const label = person.name === "" || isTaken ? person.address : person.name;
  const before = `${draft.text.slice(0, at - asked.length)}${label} `;
  const named = [...draft.named.filter((one) => one.id !== person.id || one.label !== label), { id: person.id, label }];
  return { draft: { text: before + draft.text.slice(at), named }, at: before.length };
}

/** A draft as it is stored: people by their ids, the longest labels first, and none within a longer word. */
export function storedText({ text, named }: Draft): string {
  if (named.length === 0) return text;
  const labels = named
    .map((one) => one.label)
    .toSorted((a, b) => b.length - a.length)
    .map((label) => label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const written = new RegExp(`@(${labels.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return text.replaceAll(written, (whole, label: string) => {
    const id = named.find((one) => one.label === label)?.id;
    return id === undefined ? whole : `<@${id}>`;
  });
}

type Mentions = readonly { readonly id: string; readonly name: string }[];

/** What is stored, to be written on. */
export function draftOf(text: string, mentions: Mentions): Draft {
  const named: Named[] = [];
  for (const { id, name } of mentions)
    if (name !== "" && !named.some((one) => one.label === name)) named.push({ id, label: name });
  const label = (id: string) => named.find((one) => one.id === id)?.label;
  return {
    text: text.replaceAll(stored, (whole, id: string) => (label(id) === undefined ? whole : `@${label(id)}`)),
    named,
  };
}

type Part = { words: string } | { id: string; name: string | null };

/** What is stored in parts: words, and people, whose name is null when they are gone. */
export function partsOf(text: string, mentions: Mentions): Part[] {
  // Splitting by a pattern with a group gives words and ids in turn.
  return text.split(stored).flatMap((part, place): Part[] => {
    if (place % 2 === 1) return [{ id: part, name: mentions.find((one) => one.id === part)?.name ?? null }];
    return part === "" ? [] : [{ words: part }];
  });
}
