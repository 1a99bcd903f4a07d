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

/** Node's decoders of these know the bare standards only; the Encoding Standard (§12.1, §13.1) and mail mean windows-949 and Big5-HKSCS. */
const widerSets = new Set(["euc-kr", "big5"]);

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
  if (utf16Labels.has(charset)) return decodeUtf16(bytes, charset);
  const decoder = decoderFor(charset);
  if (decoder) return decodeWith(decoder, bytes);
  if (legacyCharset.test(charset)) return decodeLegacy(bytes, charset);
  return guess(bytes);
}

function decodeWith(decoder: TextDecoder, bytes: Buffer): string {
  if (widerSets.has(decoder.encoding)) return decodeLegacy(bytes, decoder.encoding);
  if (decoder.encoding !== "iso-2022-jp") return decoder.decode(bytes);
  // An escape right after another, as joined encoded-words have it, is an error to the Encoding Standard, yet means nothing.
  const pieces = bytes.toString("latin1").split(escape);
  const meant = pieces.filter((piece, at) => at === pieces.length - 1 || !designators.has(piece));
  return decoder.decode(Buffer.from(meant.join(escape), "latin1"));
}
const escape = "\u001b";
const designators = new Set(["(B", "(I", "(J", "$@", "$B"]);

const utf16Labels = new Set([
  "utf-16",
  "utf16",
  "utf-16le",
  "utf16le",
  "utf-16be",
  "utf16be",
  "unicode",
  "csunicode",
  "ucs-2",
  "ucs2",
  "iso-10646-ucs-2",
]);

/** UTF-16 in the order that its mark tells; without a mark by the label or, as RFC 2781 §4.3 advises, big-endian unless the text says otherwise. */
function decodeUtf16(bytes: Buffer, label: string): string {
  const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
  const named = label === "unicode" ? "le" : label.slice(-2);
  if (mark === 0xfeff || (mark !== 0xfffe && named === "be")) return new TextDecoder("utf-16be").decode(bytes);
  if (mark === 0xfffe || named === "le") return new TextDecoder("utf-16le").decode(bytes);
  // What is a space or a common letter in one order is a rare character in the other.
  const sample = bytes.subarray(0, Math.min(bytes.length & ~1, 2_000));
  const count = (order: string) => new TextDecoder(order).decode(sample).match(commonest)?.length ?? 0;
  return new TextDecoder(count("utf-16le") > count("utf-16be") ? "utf-16le" : "utf-16be").decode(bytes);
}
const commonest = /[ \r\n.,aeint\u00df-\u00ff\u3001\u3002\u306e\u7684]/g;

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
    return decoder ? decodeWith(decoder, bytes) : bytes.toString("latin1");
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
