/** Something that can be found, in the words of the language that is read. */
export interface Entry<V> {
  value: V;
  label: string;
  /** Sentences beside the label, where it stands, and other words for it. */
  rest: string;
}

/** Letters without their marks and sizes, so that "uber" finds "Über". */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The entries in which every word of the text occurs; those whose label says it come first. */
export function findSettings<V>(entries: readonly Entry<V>[], text: string): V[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const hits = entries.flatMap(({ value, label, rest }) => {
    const own = plain(label);
    const all = `${own} ${plain(rest)}`;
    if (!words.every((word) => all.includes(word))) return [];
    const starts = words.filter((word) => ` ${own}`.includes(` ${word}`)).length;
    const within = words.filter((word) => own.includes(word)).length;
    return [{ value, weight: starts * 2 + within }];
  });
  return hits.toSorted((a, b) => b.weight - a.weight).map(({ value }) => value);
}
