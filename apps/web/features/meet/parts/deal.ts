/** Deals people to so many groups, one after the other, so that no two differ by more than one. */
export function deal<Person>(people: readonly Person[], groups: number): Person[][] {
  const dealt: Person[][] = Array.from({ length: Math.max(groups, 1) }, () => []);
  for (const [at, person] of people.entries()) dealt[at % dealt.length]?.push(person);
  return dealt;
}

/** In another order, by chance. */
export function shuffled<Person>(people: readonly Person[], chance: () => number = Math.random): Person[] {
  const all = [...people];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    const [one, two] = [all[at], all[other]];
    if (one === undefined || two === undefined) continue;
    all[at] = two;
    all[other] = one;
  }
  return all;
}
