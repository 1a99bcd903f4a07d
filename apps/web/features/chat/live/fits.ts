/** How changes stand to what is known: they are known already, they follow it, or something between is missing. */
export type Fit = "old" | "next" | "gap";

/** Compares modseqs, which are longer than what numbers hold. */
export function isAfter(one: string, other: string): boolean {
  return BigInt(one) > BigInt(other);
}

/** What to do with changes from one modseq to another for something that is known as of `modseq`. */
export function fits(modseq: string, changes: { from: string; to: string }): Fit {
  if (!isAfter(changes.to, modseq)) return "old";
  return isAfter(changes.from, modseq) ? "gap" : "next";
}
