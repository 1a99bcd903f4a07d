type File = { readonly name: string; readonly type: string; readonly sizeBytes: number };

const pictures = /^image\/(?:png|jpeg|gif|webp|avif|bmp|tiff|heic|heif|svg\+xml|x-icon|vnd\.microsoft\.icon)$/;
const pages =
  /^application\/(?:pdf|rtf|msword|vnd\.ms-(?:excel|powerpoint)|vnd\.openxmlformats-officedocument\.[a-z.]+|vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation|graphics)|vnd\.ms-(?:word|excel|powerpoint)\.[a-z.]+macroenabled\.12)$|^text\/rtf$/;
const names: readonly (readonly [RegExp, ShownAs])[] = [
  [/\.(?:heic|heif|tiff?|svg|bmp|ico|avif|webp|jpe?g|png|gif)$/i, "picture"],
  [/\.(?:pdf|docx?|xlsx?|pptx?|od[tspg]|rtf|docm|xlsm|pptm|ppsx?)$/i, "pages"],
  [/\.(?:mp4|m4v|mov|webm|mkv|avi|ogv|mpe?g)$/i, "film"],
];
const mostBytes = 60_000_000;

export type ShownAs = "picture" | "pages" | "film";

/** As what the server is asked to show a file, guessed by what it is called: the server looks at its bytes and may still say no. */
export function shownAs({ name, type, sizeBytes }: File): ShownAs | null {
  if (sizeBytes > mostBytes) return null;
  const plain = type.toLowerCase();
  if (pictures.test(plain)) return "picture";
  if (pages.test(plain)) return "pages";
  if (plain.startsWith("video/")) return "film";
  // Mail programs call what they do not know a stream of bytes.
  return plain === "application/octet-stream" ? (names.find(([ending]) => ending.test(name))?.[1] ?? null) : null;
}
