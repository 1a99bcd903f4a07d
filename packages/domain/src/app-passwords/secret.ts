import { createHash, randomBytes } from "node:crypto";

/** Digits and letters without those that are taken for one another (i, l, o) or make words (u): 32, five bits each. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const groups = 7;
const groupLength = 4;
const secretLength = groups * groupLength;

/** A new secret of 140 random bits, as people read it: seven groups of four. */
export function makeSecret(): string {
  // 256 is a multiple of 32, so each letter is as likely as any other.
  const letters = [...randomBytes(secretLength)].map((byte) => alphabet[byte % 32] ?? "");
  return Array.from({ length: groups }, (_, at) =>
    letters.slice(at * groupLength, (at + 1) * groupLength).join(""),
  ).join("-");
}

/** The SHA-256 of what somebody typed, if that can be an app password at all: in any case, with or without the breaks. */
export function hashOfTyped(typed: string): Uint8Array<ArrayBuffer> | null {
  if (typed.length > 100) return null;
  const plain = typed
    .toLowerCase()
    .replaceAll(/[\s\u2010-\u2014-]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
  return plain.length === secretLength && /^[0-9a-hjkmnp-tv-z]+$/.test(plain) ? sha256(plain) : null;
}

/**
 * A hash that costs nothing is right here: 140 random bits cannot be guessed, however fast one guesses, and a mail program signs in with each of its
 * many connections.
 */
function sha256(plain: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(plain).digest());
}
