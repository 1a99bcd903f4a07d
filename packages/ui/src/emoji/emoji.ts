/** What the package says of one. */
interface Described {
  unicode: string;
  hexcode: string;
  label: string;
  tags?: string[];
  group?: number;
  order?: number;
  skins?: { unicode: string }[];
}

export interface Emoji {
  sign: string;
  /** Its name in the language that was asked for. */
  name: string;
  /** What it is called between colons, such as `tada`: the same in every language. */
  codes: readonly string[];
  group: number;
  /** The same in other tones of skin. */
  skins: readonly string[];
  /** Its name, codes and what else it is looked for by, without accents and capitals. */
  words: string;
}

/** Its colour where people are shown: 0 is none, then from light to dark. */
export type SkinTone = 0 | 1 | 2 | 3 | 4 | 5;
const tones = ["", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"] as const;

/** The names of emoji by language, each loaded when somebody looks for one. */
const sources: Record<string, () => Promise<{ default: Described[] }>> = {
  en: () => import("emojibase-data/en/compact.json"),
  de: () => import("emojibase-data/de/compact.json"),
  fr: () => import("emojibase-data/fr/compact.json"),
  it: () => import("emojibase-data/it/compact.json"),
  es: () => import("emojibase-data/es/compact.json"),
};

/** Pieces that others are made of, such as tones of skin. */
const parts = 2;

const loaded = new Map<string, Promise<readonly Emoji[]>>();

/** All emoji with their names in a language, in the order in which they are shown; English where a language has no names. */
export function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const name = language.split("-")[0] ?? "";
  const known = Object.hasOwn(sources, name) ? name : "en";
  const all = loaded.get(known) ?? read(known);
  loaded.set(known, all);
  // What was lost on its way is asked for again the next time.
  all.catch(() => loaded.delete(known));
  return all;
}

async function read(language: string): Promise<readonly Emoji[]> {
  const [described, named] = await Promise.all([
    sources[language]?.(),
    import("emojibase-data/en/shortcodes/iamcal.json") as Promise<{ default: Record<string, string | string[]> }>,
  ]);
  return (described?.default ?? [])
    .filter(({ group }) => group !== undefined && group !== parts)
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ unicode, hexcode, label, tags = [], group = 0, skins = [] }) => {
      const codes = [named.default[hexcode] ?? []].flat();
      return {
        sign: unicode,
        name: label,
        codes,
        group,
        skins: skins.map((skin) => skin.unicode),
        words: [label, ...tags, ...codes.flatMap((code) => [code, code.replaceAll("_", " ")])].map(folded).join(" "),
      };
    });
}

function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Those of which a word begins with each word of the text, what is meant most likely first. */
export function searchEmoji(all: readonly Emoji[], text: string): readonly Emoji[] {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const [first = ""] = wanted;
  if (first === "") return [];
  const rank = ({ codes, name }: Emoji): number => {
    if (codes.includes(first)) return 0;
    if (folded(name).startsWith(first)) return 1;
    return codes.some((code) => code.startsWith(first)) ? 2 : 3;
  };
  return all
    .filter(({ words }) => wanted.every((word) => words.startsWith(word) || words.includes(` ${word}`)))
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ emoji }) => emoji);
}

/** For what is typed after a colon: the emoji that it may become. */
export async function findEmoji(
  prefix: string,
  { language, tone = 0, most = 8 }: { language: string; tone?: SkinTone; most?: number },
): Promise<readonly { sign: string; name: string; code: string }[]> {
  const found = searchEmoji(await loadEmoji(language), prefix.replaceAll("_", " ")).slice(0, most);
  return found.map((emoji) => ({ sign: toned(emoji, tone), name: emoji.name, code: emoji.codes[0] ?? "" }));
}

/** The sign in a tone of skin, where it has one. */
export function toned({ sign, skins }: Emoji, tone: SkinTone): string {
  const wanted = tones[tone];
  if (wanted === "") return sign;
  // Of two people both have it.
  const has = (skin: string) => (skin.match(/[\u{1F3FB}-\u{1F3FF}]/gu) ?? []).every((one) => one === wanted);
  return skins.find(has) ?? sign;
}
