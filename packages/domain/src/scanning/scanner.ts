/** What a scanner says of content. */
export type Scanned =
  | { readonly status: "clean" }
  /** In the scanner's words. */
  | { readonly status: "infected"; readonly found: string }
  /** More than it reads. */
  | { readonly status: "too-large" };

/** Something that looks for viruses: today clamd. */
export interface Scanner {
  /** Throws ScannerAway when nobody answers, and what reading the pieces throws. */
  scan(pieces: AsyncIterable<Uint8Array>): Promise<Scanned>;
  /** What the scanner calls itself, with the age of what it knows. */
  version(): Promise<string>;
}

/** The scanner does not answer, or not with an answer. */
export class ScannerAway extends Error {}
