import { NotDone } from "../types.ts";

/** Modified UTF-7 of RFC 3501 §5.1.3, by which IMAP4rev1 writes mailbox names. */
export function encodeUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === "&") return "&-";
    const utf16 = Buffer.from(run, "utf16le").swap16();
    return `&${utf16.toString("base64").replace(/=+$/, "").replaceAll("/", ",")}-`;
  });
}

/**
 * Reads modified UTF-7. There is one spelling for each name: a shift that never ends, printable ASCII inside of one or
 * spare bits would make two names of the same mailbox, so they are refused rather than read.
 */
export function decodeUtf7(encoded: string): string {
  if (/[^\x20-\x7e]/.test(encoded)) throw notUtf7();
  const name = encoded.replace(/&([^-]*)(-?)/g, (_, base64: string, end: string) => {
    if (end === "") throw notUtf7();
    if (base64 === "") return "&";
    if (!/^[A-Za-z0-9+,]+$/.test(base64)) throw notUtf7();
    const bytes = Buffer.from(base64.replaceAll(",", "/"), "base64");
    if (bytes.length === 0 || bytes.length % 2 !== 0) throw notUtf7();
    return bytes.swap16().toString("utf16le");
  });
  if (encodeUtf7(name) !== encoded || !name.isWellFormed()) throw notUtf7();
  return name;
}

function notUtf7(): NotDone {
  return new NotDone("CANNOT", "mailbox name is not in modified UTF-7");
}

/** INBOX in any case is the one INBOX, also as the first level of a name. RFC 9051 §5.1. */
export function canonicalName(name: string): string {
  const composed = name.normalize("NFC");
  return /^inbox(?=$|\/)/i.test(composed) ? `INBOX${composed.slice(5)}` : composed;
}
