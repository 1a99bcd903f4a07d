/** What the package says of one. */
interface Described {
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
  order?: number;
}

export interface Emoji {
  sign: string;
  name: string;
  words: string;
  group: number;
}

/** The names of emoji by language, each loaded when somebody looks for one. */
const sources: Record<string, () => Promise<{ default: Described[] }>> = {
  en: () => import("emojibase-data/en/compact.json"),
  de: () => import("emojibase-data/de/compact.json"),
  fr: () => import("emojibase-data/fr/compact.json"),
  it: () => import("emojibase-data/it/compact.json"),
  es: () => import("emojibase-data/es/compact.json"),
};

const parts = 2;

/** All emoji with their names in a language, in the order in which they are shown. */
export async function loadEmoji(locale: string): Promise<Emoji[]> {
  const source = sources[locale.split("-")[0] ?? ""] ?? sources["en"];
  const { default: all } = (await source?.()) ?? { default: [] };
  return all
    .filter(({ group }) => group !== undefined && group !== parts)
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ unicode, label, tags, group }) => ({
      sign: unicode,
      name: label,
      words: `${label} ${(tags ?? []).join(" ")}`.toLowerCase(),
      group: group ?? 0,
    }));
}

/** Those of which a word begins with each word of the text. */
export function findEmoji(all: readonly Emoji[], text: string): Emoji[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ words }) => wanted.every((word) => words.startsWith(word) || words.includes(` ${word}`)));
}
