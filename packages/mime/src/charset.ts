import { TextDecoder } from "node:util";
import { decode as decodeLegacy } from "libmime/lib/charset";
import { detectCharset, hasJisEscape } from "./detect-charset.ts";
import { isAscii } from "./binary.ts";
import { decodeHz, decodeIso2022Kr, decodeUtf7 } from "./stateful-charsets.ts";

/** Labels that mail uses for charsets which the Encoding Standard knows by another name. */
const aliases = new Map<string, string>(
  Object.entries({
    cp932: "shift_jis",
    ms932: "shift_jis",
    "x-ms-cp932": "shift_jis",
    cp936: "gb18030",
    ms936: "gb18030",
    "gb2312-80": "gb18030",
    gbk2312: "gb18030",
    euccn: "gb18030",
    "euc-cn": "gb18030",
    cp949: "euc-kr",
    ms949: "euc-kr",
    uhc: "euc-kr",
    ks_c_5601: "euc-kr",
    cp950: "big5",
    "x-eucjp": "euc-jp",
    eucjp: "euc-jp",
    "iso-2022-jp-1": "iso-2022-jp",
    "iso-2022-jp-2": "iso-2022-jp",
    "iso-2022-jp-3": "iso-2022-jp",
    "iso-2022-jp-ms": "iso-2022-jp",
    cp50220: "iso-2022-jp",
    cp50221: "iso-2022-jp",
    tis620: "windows-874",
    koi8r: "koi8-r",
    "iso-10646-ucs-2": "utf-16be",
    "ucs-2": "utf-16be",
    unicode: "utf-16le",
    utf8mb4: "utf-8",
    "utf-8-mac": "utf-8",
  }),
);
for (const page of ["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "874"])
  for (const prefix of ["cp", "cp-", "win", "win-", "windows", "x-cp", "ibm-", "ansi-"])
    aliases.set(prefix + page, `windows-${page}`);

const stateful: Record<string, (bytes: Buffer) => string> = {
  "utf-7": decodeUtf7,
  "unicode-1-1-utf-7": decodeUtf7,
  utf7: decodeUtf7,
  "iso-2022-kr": decodeIso2022Kr,
  "hz-gb-2312": decodeHz,
  hz: decodeHz,
};

const decoders = new Map<string, TextDecoder | null>();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** A decoder for a cleaned label, or null when neither the label nor an alias is known. */
function decoderFor(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  let decoder: TextDecoder | null = null;
  try {
    decoder = new TextDecoder(aliases.get(label) ?? label);
  } catch {
    // RangeError: a label that the Encoding Standard does not list.
  }
  if (decoders.size < 500) decoders.set(label, decoder);
  return decoder;
}

function cleanLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "")
    .slice(0, 60);
}

/** Text of `bytes` in the charset `label`; an empty, unknown or plainly wrong label is replaced by what the bytes look like. */
export function decodeBytes(bytes: Buffer, label: string): string {
  const charset = cleanLabel(label);
  if (charset === "utf-8" || charset === "utf8") return decodeUtf8(bytes);
  const special = Object.hasOwn(stateful, charset) ? stateful[charset] : undefined;
  if (special) return special(bytes);
  // ASCII promises no 8-bit octets: when they are there, the label says nothing about them.
  if (charset === "" || charset === "us-ascii" || charset === "ascii" || unlabelled.has(charset)) return guess(bytes);
  const decoder = decoderFor(charset);
  if (decoder) return decoder.decode(bytes);
  if (legacyCharset.test(charset)) return decodeLegacy(bytes, charset);
  return guess(bytes);
}
const unlabelled = new Set([
  "unknown",
  "unknown-8bit",
  "x-unknown",
  "default",
  "default_charset",
  "none",
  "iso-8859",
  "8bit",
  "7bit",
  "binary",
]);
// DOS and Mac code pages and UTF-32 that TextDecoder lacks.
const legacyCharset = /^(?:cp|ibm|x-)?-?(?:437|737|775|85\d|86\d|1125)$|^(?:x-)?mac[a-z-]+$|^utf-?32(?:le|be)?$/;

/** UTF-8 with only the bad bytes replaced, unless so much is bad that the label must be wrong. */
function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!clean.includes("\ufffd")) return clean;
  let bad = 0;
  for (let at = clean.indexOf("\ufffd"); at >= 0; at = clean.indexOf("\ufffd", at + 1)) bad++;
  return bad > 16 && bad > clean.length * 0.3 ? guess(bytes) : clean;
}

function guess(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    const decoder = decoderFor(detectCharset(bytes));
    return decoder ? decoder.decode(bytes) : bytes.toString("latin1");
  }
}

/**
 * Text of a binary string that carries no label: raw 8-bit or ISO-2022-JP octets in a header. UTF-8 first (RFC 6532),
 * then the charset that the body declares, then a guess.
 */
export function decodeUnlabelled(binary: string, hint = ""): string {
  if (isAscii(binary)) return hasJisEscape(binary) ? decodeBytes(Buffer.from(binary, "latin1"), "iso-2022-jp") : binary;
  const bytes = Buffer.from(binary, "latin1");
  try {
    return strictUtf8.decode(bytes);
  } catch {
    const charset = cleanLabel(hint);
    return charset.startsWith("utf") ? guess(bytes) : decodeBytes(bytes, charset);
  }
}

/** The charset that an HTML document declares for itself near its start, or "". */
export function htmlCharset(bytes: Buffer): string {
  const head = bytes.toString("latin1", 0, 1024);
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})/i.exec(head)?.[1] ?? "";
}
