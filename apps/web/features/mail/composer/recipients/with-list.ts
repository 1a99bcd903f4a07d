import type { Person } from "../../types.ts";

const keyOf = ({ address }: Person) => address.toLowerCase();

/** Puts the members of a list in its place, those left out who are there already. Answers whom it added too. */
export function withList(
  people: readonly Person[],
  { list, members }: { list: string; members: readonly Person[] },
): { people: Person[]; added: Person[] } {
  const at = people.findIndex((person) => keyOf(person) === list.toLowerCase());
  const others = people.filter((_, index) => index !== at);
  const known = new Set(others.map(keyOf));
  const added = members.filter((member) => !known.has(keyOf(member)));
  return at < 0
    ? { people: [...people], added: [] }
    : { people: [...others.slice(0, at), ...added, ...others.slice(at)], added };
}

/** The list again instead of those that it was replaced by, whatever else was changed meanwhile; who was taken out stays so. */
export function putBack(
  people: readonly Person[],
  { list, added }: { list: Person; added: readonly Person[] },
): Person[] {
  const gone = new Set(added.map(keyOf));
  const first = people.findIndex((person) => gone.has(keyOf(person)));
  const left = people.filter((person) => !gone.has(keyOf(person)) && keyOf(person) !== keyOf(list));
  const at = first < 0 ? left.length : people.slice(0, first).filter((person) => left.includes(person)).length;
  return [...left.slice(0, at), list, ...left.slice(at)];
}
