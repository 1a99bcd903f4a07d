import type { kindWords } from "@carbyne/query";

type Kind = (typeof kindWords)[number];

/** By media type first; what is only called application/octet-stream by the end of its name. */
const byType: readonly (readonly [RegExp, Kind])[] = [
  [/^image\//, "image"],
  [/^audio\//, "audio"],
  [/^video\//, "video"],
  [/^application\/pdf$/, "pdf"],
  [/^text\/calendar$/, "invite"],
  [/^text\/(?:x-)?vcard$/, "contact"],
  [/spreadsheet|ms-excel|carbyne\.sheet$|^text\/csv$/, "spreadsheet"],
  [/presentation|ms-powerpoint|carbyne\.slides$/, "presentation"],
  [/wordprocessing|msword|carbyne\.document$|opendocument\.text|^(?:application|text)\/rtf$/, "document"],
  [/^application\/(?:zip|gzip|x-tar|x-7z-compressed|vnd\.rar|x-rar-compressed|x-bzip2|x-xz)$/, "archive"],
];
const byName: readonly (readonly [RegExp, Kind])[] = [
  [/\.(?:png|jpe?g|gif|webp|avif|heic|tiff?|bmp|svg)$/, "image"],
  [/\.(?:mp3|m4a|ogg|opus|flac|wav)$/, "audio"],
  [/\.(?:mp4|mov|mkv|webm|avi)$/, "video"],
  [/\.pdf$/, "pdf"],
  [/\.ics$/, "invite"],
  [/\.vcf$/, "contact"],
  [/\.(?:xlsx?|xlsm|ods|csv|tsv)$/, "spreadsheet"],
  [/\.(?:pptx?|odp|key)$/, "presentation"],
  [/\.(?:docx?|odt|rtf|pages|md)$/, "document"],
  [/\.(?:zip|tar|tgz|gz|7z|rar|bz2|xz)$/, "archive"],
];

/** What `has:` finds of an attachment. */
export function kindsOf(file: { name: string; type: string }): Kind[] {
  const found = fileKindOf(file);
  return found ? ["attachment", found] : ["attachment"];
}

/** What people call a file of this name and type; undefined for what has no such word. */
export function fileKindOf({ name, type }: { name: string; type: string }): Kind | undefined {
  const found =
    byType.find(([pattern]) => pattern.test(type.toLowerCase())) ??
    byName.find(([pattern]) => pattern.test(name.toLowerCase()));
  return found?.[1];
}

/** Whether a text holds an address that one can follow. */
export function hasLink(text: string): boolean {
  return /\bhttps?:\/\/\S/i.test(text);
}
