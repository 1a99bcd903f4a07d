import { isAscii } from "../binary.ts";

const longestQuoted = 1000;

/**
 * An nstring of RFC 9051 §9 as a binary string: NIL, quoted when it can be, else a literal. Text beyond ASCII goes out as
 * UTF-8 in a literal, which IMAP4rev1 clients may read as well (CHAR8, RFC 3501 §9); RFC 9051 §4.3.1 wants 8-bit data
 * only in an identified charset, so octets in other charsets have to be decoded before. NUL can not be sent at all.
 */
export function wireString(value: string | null): string {
  if (value === null) return "NIL";
  if (value.length <= longestQuoted && plain.test(value)) return `"${value}"`;
  const clean = value.includes("\0") ? value.replaceAll("\0", "") : value;
  if (clean.length > longestQuoted || !quotable.test(clean)) {
    const binary = isAscii(clean) ? clean : Buffer.from(clean, "utf8").toString("latin1");
    return `{${binary.length}}\r\n${binary}`;
  }
  return `"${clean.replace(/["\\]/g, "\\$&")}"`;
}
const plain = /^[ !#-[\]-~]*$/;
const quotable = /^[\t -~]*$/;

/** A string, a binary value or nothing as an IMAP nstring. Octets of a Buffer are sent as they are. */
export function encodeString(value: string | Buffer | null): Buffer {
  if (value === null || typeof value === "string") return Buffer.from(wireString(value), "latin1");
  const binary = value.toString("latin1");
  if (isAscii(binary)) return Buffer.from(wireString(binary), "latin1");
  const clean = binary.includes("\0") ? Buffer.from(binary.replaceAll("\0", ""), "latin1") : value;
  return Buffer.concat([Buffer.from(`{${clean.length}}\r\n`, "latin1"), clean]);
}
