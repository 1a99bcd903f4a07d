/** What a search can be narrowed to by a press, each as an operator that may also be typed. */
export const kinds = [
  "folder",
  "document",
  "spreadsheet",
  "presentation",
  "pdf",
  "image",
  "video",
  "audio",
  "archive",
] as const;
export type Kind = (typeof kinds)[number];
export const ages = ["7d", "1m", "1y"] as const;
export type Age = (typeof ages)[number];

export interface Filter {
  kind: Kind | null;
  age: Age | null;
  isMine: boolean;
  isStarred: boolean;
  isShared: boolean;
}

const patterns = {
  kind: /(?:^|\s)type:(\w+)(?=\s|$)/i,
  age: /(?:^|\s)newer_than:(\w+)(?=\s|$)/i,
  isMine: /(?:^|\s)owner:me(?=\s|$)/i,
  isStarred: /(?:^|\s)is:starred(?=\s|$)/i,
  isShared: /(?:^|\s)is:shared(?=\s|$)/i,
} as const;

const written: { readonly [Key in keyof Filter]: (value: Filter[Key]) => string } = {
  kind: (kind) => (kind === null ? "" : `type:${kind}`),
  age: (age) => (age === null ? "" : `newer_than:${age}`),
  isMine: (isOn) => (isOn ? "owner:me" : ""),
  isStarred: (isOn) => (isOn ? "is:starred" : ""),
  isShared: (isOn) => (isOn ? "is:shared" : ""),
};

/** What a search is narrowed to. */
export function filterOf(text: string): Filter {
  const kind = patterns.kind.exec(text)?.[1]?.toLowerCase();
  const age = patterns.age.exec(text)?.[1]?.toLowerCase();
  return {
    kind: kinds.find((one) => one === kind) ?? null,
    age: ages.find((one) => one === age) ?? null,
    isMine: patterns.isMine.test(text),
    isStarred: patterns.isStarred.test(text),
    isShared: patterns.isShared.test(text),
  };
}

/** The search with one of them changed; all else stays as it was typed. */
export function withFilter<Key extends keyof Filter>(text: string, key: Key, value: Filter[Key]): string {
  return `${text.replace(patterns[key], " ").trim()} ${written[key](value)}`.replaceAll(/\s+/g, " ").trim();
}
