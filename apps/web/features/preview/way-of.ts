import { languageOf } from "./text/languages.ts";
import type { Viewed } from "./viewed.ts";

/** In which way a file is shown. */
export type Way =
  | "picture"
  | "drawn"
  | "pdf"
  | "pages"
  | "film"
  | "sound"
  | "markdown"
  | "table"
  | "code"
  | "text"
  | "archive"
  | "mail"
  | "event"
  | "contacts"
  | "leaves"
  | "nothing";

const byType: readonly (readonly [RegExp, Way])[] = [
  [/^image\/(?:png|jpeg|gif|webp|avif)$/, "picture"],
  [/^image\//, "drawn"],
  [/^application\/pdf$/, "pdf"],
  [
    /^application\/(?:rtf|msword|vnd\.ms-(?:excel|powerpoint|word)|vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.)|^text\/rtf$/,
    "pages",
  ],
  [/^video\//, "film"],
  [/^audio\//, "sound"],
  [/^text\/(?:csv|tab-separated-values)$/, "table"],
  [/^text\/(?:markdown|x-markdown)$/, "markdown"],
  [/^message\/rfc822$/, "mail"],
  [/^(?:text\/calendar|application\/ics)$/, "event"],
  [/^text\/(?:x-)?(?:vcard|directory)$/, "contacts"],
  [
    /^application\/(?:zip|x-zip-compressed|x-tar|gzip|x-gzip|x-compressed-tar|java-archive|epub\+zip|x-7z-compressed|vnd\.rar|x-rar(?:-compressed)?|x-xz|x-bzip2?)$/,
    "archive",
  ],
];

const byName: readonly (readonly [RegExp, Way])[] = [
  [/\.(?:jpe?g|png|gif|webp|avif)$/, "picture"],
  [/\.(?:heic|heif|tiff?|svg|bmp|ico)$/, "drawn"],
  [/\.pdf$/, "pdf"],
  [/\.(?:docx?|docm|xlsx?|xlsm|pptx?|pptm|ppsx?|od[tspg]|rtf)$/, "pages"],
  [/\.(?:mp4|m4v|mov|webm|mkv|avi|ogv|mpe?g)$/, "film"],
  [/\.(?:mp3|m4a|ogg|oga|opus|flac|wav|aac|amr)$/, "sound"],
  [/\.(?:csv|tsv)$/, "table"],
  [/\.(?:md|markdown)$/, "markdown"],
  [/\.eml$/, "mail"],
  [/\.ics$/, "event"],
  [/\.vcf$/, "contacts"],
  [/\.(?:zip|tar|t?[gx]z|t?bz2?|tbz2|jar|epub|7z|rar)$/, "archive"],
];

const isText = /^text\/|^application\/(?:json|xml|yaml|x-yaml|javascript|sql|x-sh|toml|x-httpd-php)$|\+(?:json|xml)$/;

/** Guessed by what it is called: the server looks at its bytes and may still say no. */
export function wayOf({ name, type }: { name: string; type: string }): Way {
  const plain = type.toLowerCase().replace(/;.*$/, "").trim();
  const called = name.toLowerCase();
  const found = byType.find(([pattern]) => pattern.test(plain))?.[1];
  if (found) return found;
  // Mail programs call what they do not know a stream of bytes, and plain text says little.
  const named = byName.find(([pattern]) => pattern.test(called))?.[1];
  const isTold = isText.test(plain);
  if (named && (!isTold || named === "table" || named === "markdown")) return named;
  if (languageOf(name, plain) !== null && (isTold || plain === "application/octet-stream")) return "code";
  return isTold ? "text" : "nothing";
}

const drawn: Partial<Record<Way, Way>> = {
  picture: "drawn",
  drawn: "drawn",
  film: "drawn",
  pdf: "leaves",
  pages: "leaves",
};
const read = new Set<Way>(["mail", "event", "contacts"]);

/** The same for what is only to be looked at, and for who is not signed in: nothing is shown that would have to be handed over, or read by the server. */
export function wayFor(file: Viewed): Way {
  const way = wayOf(file);
  if (file.downloadHref === null) return drawn[way] ?? "nothing";
  return file.source === null && read.has(way) ? "nothing" : way;
}

/** Types that a browser shows in a tab of its own, under a policy in which nothing of them runs. */
export const isShownInTab = (way: Way): boolean => way === "picture" || way === "film" || way === "sound";
