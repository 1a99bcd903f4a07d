import { isTarHead } from "./archive/tar.ts";
import { readDirectory } from "./zip-directory.ts";

/** What has to be done to show a file: a family has its ways, a format its name for the programs. */
export type Kind = { readonly family: Family; readonly format: string };
export type Family = "picture" | "heif" | "bitmap" | "pdf" | "office" | "film" | "sound" | "archive";

type Asked = { readonly name: string; readonly type: string; readonly content: Buffer };

/** What a file is, by its bytes first; null when nothing can be made of it. Name and type decide only where bytes leave it open. */
export function kindOf({ name, type, content }: Asked): Kind | null {
  const simple = signatures.find(({ at = 0, bytes }) => content.subarray(at, at + bytes.length).equals(bytes));
  if (simple) return simple.kind;
  if (startsWith(content, "PK\x03\x04")) return zipKind(content);
  if (startsWith(content, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return compoundKind(content);
  if (content.toString("latin1", 4, 8) === "ftyp") return mediaKind(content.toString("latin1", 8, 12), type);
  // An old one has no mark at all: then the name has to say it.
  if (content.toString("latin1", 257, 262) === "ustar" || (/\.tar$/i.test(name) && isTarHead(content.subarray(0, 512))))
    return archive("tar");
  if (startsWith(content, "RIFF")) return riffKind(content.toString("latin1", 8, 12));
  if (startsWith(content, "OggS"))
    return type.startsWith("video/") || /\.ogv$/i.test(name) ? film("ogg") : sound("ogg");
  if (content.subarray(0, 1024).includes("%PDF-")) return { family: "pdf", format: "pdf" };
  return textKind(content);
}

type Signature = { readonly at?: number; readonly bytes: Buffer; readonly kind: Kind };

const film = (format: string): Kind => ({ family: "film", format });
const sound = (format: string): Kind => ({ family: "sound", format });
const picture = (format: string): Kind => ({ family: "picture", format });
const bitmap = (format: string): Kind => ({ family: "bitmap", format });
const archive = (format: string): Kind => ({ family: "archive", format });
const office = (format: string): Kind => ({ family: "office", format });
const latin = (text: string) => Buffer.from(text, "latin1");
const startsWith = (content: Buffer, text: string) => content.subarray(0, text.length).equals(latin(text));

const signatures: readonly Signature[] = [
  { bytes: latin("\xff\xd8\xff"), kind: picture("jpeg") },
  { bytes: latin("\x89PNG\r\n\x1a\n"), kind: picture("png") },
  { bytes: latin("GIF8"), kind: picture("gif") },
  { bytes: latin("II*\0"), kind: picture("tiff") },
  { bytes: latin("MM\0*"), kind: picture("tiff") },
  { bytes: latin("BM"), kind: bitmap("bmp") },
  { bytes: latin("\0\0\x01\0"), kind: bitmap("ico") },
  { bytes: latin("{\\rtf"), kind: office("rtf") },
  { bytes: latin("\x1a\x45\xdf\xa3"), kind: film("matroska") },
  { bytes: latin("FLV\x01"), kind: film("flv") },
  { bytes: latin("\0\0\x01\xba"), kind: film("mpeg") },
  { bytes: latin("\x30\x26\xb2\x75\x8e\x66\xcf\x11"), kind: film("asf") },
  { bytes: latin("ID3"), kind: sound("mp3") },
  { bytes: latin("\xff\xfb"), kind: sound("mp3") },
  { bytes: latin("\xff\xf3"), kind: sound("mp3") },
  { bytes: latin("\xff\xf1"), kind: sound("aac") },
  { bytes: latin("\xff\xf9"), kind: sound("aac") },
  { bytes: latin("fLaC"), kind: sound("flac") },
  { bytes: latin("#!AMR"), kind: sound("amr") },
  { bytes: latin("\x1f\x8b\x08"), kind: archive("gzip") },
  { bytes: latin("7z\xbc\xaf\x27\x1c"), kind: archive("7z") },
  { bytes: latin("Rar!\x1a\x07"), kind: archive("rar") },
  { bytes: latin("\xfd7zXZ\0"), kind: archive("xz") },
  // After `BZh` and a digit.
  { at: 4, bytes: latin("1AY&SY"), kind: archive("bzip2") },
  { bytes: latin("PK\x05\x06"), kind: archive("zip") },
];

/** The brands of ISO base media files (ISO/IEC 14496-12 §4.3, 23008-12 §10.2). */
function mediaKind(brand: string, type: string): Kind {
  if (/^avi[fs]$/.test(brand)) return picture("avif");
  if (/^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return { family: "heif", format: "heic" };
  return /^M4[AB]/.test(brand) || type.startsWith("audio/") ? sound("mp4") : film("mp4");
}

function riffKind(form: string): Kind | null {
  if (form === "WEBP") return picture("webp");
  if (form === "WAVE") return sound("wav");
  return form === "AVI " ? film("avi") : null;
}

const openDocument: Readonly<Record<string, string>> = {
  text: "odt",
  spreadsheet: "ods",
  presentation: "odp",
  graphics: "odg",
};

function zipKind(content: Buffer): Kind | null {
  // OpenDocument 1.3 part 2 §3.3: the type is the first entry, as it is.
  const declared = /^mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(
    content.toString("latin1", 30, 120),
  )?.[1];
  if (declared !== undefined) {
    const format = openDocument[declared];
    return format === undefined ? null : office(format);
  }
  const names = new Set(readDirectory(content).map((entry) => entry.name));
  if (!names.has("[Content_Types].xml")) return archive("zip");
  const has = (folder: string) => [...names].some((name) => name.startsWith(folder));
  return has("word/") ? office("docx") : has("xl/") ? office("xlsx") : has("ppt/") ? office("pptx") : archive("zip");
}

const streams = [
  ["WordDocument", "doc"],
  ["Workbook", "xls"],
  ["Book", "xls"],
  ["PowerPoint Document", "ppt"],
] as const;

/** The older formats of Microsoft share one container (MS-CFB §2.6), whose entries have names in UTF-16. An encrypted one is not told from a broken one. */
function compoundKind(content: Buffer): Kind | null {
  const found = streams.find(([stream]) => content.includes(Buffer.from(`${stream}\0`, "utf16le")));
  if (found) return office(found[1]);
  return content.includes(Buffer.from("EncryptedPackage", "utf16le")) ? office("encrypted") : null;
}

const lookedAt = 4096;

function textKind(content: Buffer): Kind | null {
  const start = content
    .toString("latin1", 0, lookedAt)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  return start.startsWith("<") &&
    /^(?:<\?xml[^>]*>|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?\s*>|<!--[^]*?-->|\s)*<(?:svg:)?svg[\s>]/i.test(start)
    ? picture("svg")
    : null;
}
