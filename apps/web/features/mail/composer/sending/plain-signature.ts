export interface PlacePlainSignature {
  /** "" takes it away. */
  signature: string;
  /** The signatures that the present one may be. */
  known: readonly string[];
  isForced?: boolean;
}

// RFC 3676 §4.3: two dashes and a space on a line of their own.
const dashes = "\n-- \n";

/** Puts a signature into the place of the present one in plain text; null when somebody has changed that one. */
export function placePlainSignature(
  text: string,
  { signature, known, isForced = false }: PlacePlainSignature,
): string | null {
  const next = signature.trim() === "" ? "" : `${dashes}${signature.trimEnd()}\n`;
  const at = `\n${text}`.lastIndexOf(dashes);
  if (at === -1) return next === "" ? text : `${text.trimEnd()}\n${next}`;
  const before = text.slice(0, Math.max(0, at - 1));
  const present = `\n${text}`.slice(at);
  // The longest that fits is the one that is meant: a short signature may be the beginning of another.
  const lengths = known
    .map((one) => `${dashes}${one.trimEnd()}`)
    .filter((one) => present.startsWith(one) && /^(?:\n|$)/.test(present.slice(one.length)))
    .map((one) => one.length);
  if (lengths.length === 0 && !isForced) return null;
  // A signature that somebody changed ends with its paragraph.
  const end = present.indexOf("\n\n", dashes.length);
  const length = lengths.length > 0 ? Math.max(...lengths) : end === -1 ? present.length : end;
  return `${before}${next}${present.slice(length).replace(/^\n/, "")}`;
}
