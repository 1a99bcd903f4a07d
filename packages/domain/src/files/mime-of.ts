/** What files begin with, whatever they are called. MIME Sniffing §6. */
const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ["application/pdf", 0, "%PDF-"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF87a"],
  ["image/gif", 0, "GIF89a"],
  ["image/webp", 8, "WEBP"],
  ["image/avif", 4, "ftypavif"],
  ["image/heic", 4, "ftypheic"],
  ["image/heic", 4, "ftypmif1"],
  ["image/tiff", 0, "II*\0"],
  ["image/tiff", 0, "MM\0*"],
  ["image/bmp", 0, "BM"],
  ["video/webm", 0, "\x1aE\xdf\xa3"],
  ["video/quicktime", 4, "ftypqt  "],
  ["audio/mp4", 4, "ftypM4A "],
  ["video/mp4", 4, "ftyp"],
  ["audio/mpeg", 0, "ID3"],
  ["audio/ogg", 0, "OggS"],
  ["audio/flac", 0, "fLaC"],
  ["audio/wav", 8, "WAVE"],
  ["application/gzip", 0, "\x1f\x8b"],
  ["application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c"],
  ["application/zip", 0, "PK\x03\x04"],
  ["application/zip", 0, "PK\x05\x06"],
  ["application/rtf", 0, "{\\rtf"],
];

/** By the ending of the name. */
const endings: Readonly<Record<string, string>> = {
  "7z": "application/x-7z-compressed",
  aac: "audio/aac",
  avif: "image/avif",
  bmp: "image/bmp",
  css: "text/css",
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  eml: "message/rfc822",
  epub: "application/epub+zip",
  flac: "audio/flac",
  gif: "image/gif",
  gz: "application/gzip",
  heic: "image/heic",
  heif: "image/heif",
  htm: "text/html",
  html: "text/html",
  ics: "text/calendar",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  log: "text/plain",
  m4a: "audio/mp4",
  m4v: "video/mp4",
  md: "text/markdown",
  mkv: "video/x-matroska",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  odp: "application/vnd.oasis.opendocument.presentation",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odt: "application/vnd.oasis.opendocument.text",
  oga: "audio/ogg",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  png: "image/png",
  ppt: "application/vnd.ms-powerpoint",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  rtf: "application/rtf",
  svg: "image/svg+xml",
  tar: "application/x-tar",
  tif: "image/tiff",
  tiff: "image/tiff",
  ts: "text/plain",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  vcf: "text/vcard",
  wav: "audio/wav",
  weba: "audio/webm",
  webm: "video/webm",
  webp: "image/webp",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
  zip: "application/zip",
};

/** Containers: what is in them is told by the name. */
const outer = new Set(["application/zip", "application/gzip", "video/webm", "audio/ogg", "video/mp4"]);
/** Pictures and sounds begin as such or are none, so that nothing else is taken for one. */
const proven = /^(?:image\/(?!svg)|audio\/(?:wav|flac|ogg)|application\/pdf$)/;

/** What a file is, by its first bytes and its name; never by what its sender says. */
export function mimeOf(name: string, head: Uint8Array): string {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 32)).toString("latin1");
  const begins = signatures.find(([, at, bytes]) => start.startsWith(bytes, at))?.[0];
  const called = endings[/\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ""];
  if (begins !== undefined && !(outer.has(begins) && called !== undefined)) return begins;
  if (called !== undefined && (begins !== undefined || head.length === 0 || !proven.test(called))) return called;
  return isText(head) ? "text/plain" : "application/octet-stream";
}

/** No byte that texts do not have, MIME Sniffing §5. */
function isText(head: Uint8Array): boolean {
  return (
    head.length > 0 &&
    !head.some((byte) => byte < 9 || byte === 11 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32))
  );
}
