/** Which of some messages are chosen, and the one that was last pressed. */
export interface Chosen {
  ids: ReadonlySet<string>;
  at: string;
}

/** Chooses one, or no longer. */
export function toggled({ ids }: Chosen, id: string): Chosen {
  const rest = [...ids].filter((one) => one !== id);
  return { ids: new Set(rest.length < ids.size ? rest : [...rest, id]), at: id };
}

/** Chooses all from the one that was last pressed to this one, whichever comes first, beside what is chosen. */
export function extended(chosen: Chosen, id: string, order: readonly string[]): Chosen {
  const [from, to] = [order.indexOf(chosen.at), order.indexOf(id)];
  // What the last press was on is not shown any more.
  if (from === -1 || to === -1) return { ids: new Set([...chosen.ids, id]), at: id };
  return { ids: new Set([...chosen.ids, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]), at: id };
}
