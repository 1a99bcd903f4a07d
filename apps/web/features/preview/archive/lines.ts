interface Entry {
  path: string;
  isFolder: boolean;
  sizeBytes: number;
  changedAt: string | null;
  isEncrypted: boolean;
}

export interface Listing {
  entries: readonly Entry[];
  isCut: boolean;
}

export interface Line extends Entry {
  name: string;
  depth: number;
}

/** What lies in an archive in the order of its folders, with those that it does not name itself. */
export function linesOf(entries: readonly Entry[]): Line[] {
  const lines = new Map<string, Line>();
  for (const entry of entries) {
    const steps = entry.path.split("/").filter((step) => step !== "" && step !== ".");
    steps.forEach((name, depth) => {
      const path = steps.slice(0, depth + 1).join("/");
      const isLast = depth === steps.length - 1;
      if (isLast)
        lines.set(path, {
          ...entry,
          path,
          name,
          depth,
          isFolder: entry.isFolder || lines.get(path)?.isFolder === true,
        });
      else if (!lines.has(path))
        lines.set(path, { path, name, depth, isFolder: true, sizeBytes: 0, changedAt: null, isEncrypted: false });
    });
    if (steps.length === 0 && !entry.isFolder) lines.set("", { ...entry, name: "", depth: 0 });
  }
  // A folder comes before what is in it, and before what lies beside it.
  const keyOf = ({ path, isFolder }: Line) =>
    path
      .split("/")
      .map((step, at, all) => `${at < all.length - 1 || isFolder ? "\u0001" : "\u0002"}${step.toLowerCase()}`)
      .join("\u0000");
  return [...lines.values()]
    .map((line) => ({ line, key: keyOf(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line);
}

const types: readonly (readonly [RegExp, string])[] = [
  [/\.(?:png|jpe?g|gif|webp|avif|heic|tiff?|bmp|svg)$/i, "image/png"],
  [/\.(?:mp4|mov|mkv|webm|avi)$/i, "video/mp4"],
  [/\.(?:mp3|m4a|ogg|opus|flac|wav)$/i, "audio/mpeg"],
  [/\.pdf$/i, "application/pdf"],
  [/\.(?:xlsx?|ods|csv)$/i, "text/csv"],
  [/\.(?:pptx?|odp)$/i, "application/vnd.ms-powerpoint"],
  [/\.(?:docx?|odt|rtf)$/i, "application/msword"],
  [/\.(?:zip|tar|t?[gx]z|t?bz2?|7z|rar)$/i, "application/zip"],
];

/** What a file in an archive looks like, by its name alone. */
export function typeOf(name: string): string {
  return types.find(([ending]) => ending.test(name))?.[1] ?? "text/plain";
}
