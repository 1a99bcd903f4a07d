/** Something that lies in an archive, as the archive says: none of it is unpacked. */
export type Entry = {
  /** With slashes, as it stands there: nothing is made of it but words on a screen. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** ISO 8601; null when the archive does not say. */
  readonly changedAt: string | null;
  readonly isEncrypted: boolean;
};

export type Listing = {
  readonly entries: readonly Entry[];
  /** Whether there is more than what is listed. */
  readonly isCut: boolean;
};

/** More than anybody reads through. */
export const mostListed = 10_000;
const longestPath = 1024;

/** Names are written in whatever their maker's system used: UTF-8 where it is that, else one letter for one byte. */
export function pathOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  const plain = (text.includes("\ufffd") ? bytes.toString("latin1") : text).slice(0, longestPath);
  // What would turn a name around or hide its end on the screen.
  return plain.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

/** A time that a calendar has, or none. */
export function timeOf(ms: number): string | null {
  return Number.isFinite(ms) && ms > 0 && ms < 253_402_300_800_000 ? new Date(ms).toISOString() : null;
}
