/** What reading a document may cost; beyond it the text ends. */
export type Limits = {
  /** Characters of text that are kept. */
  readonly textLength: number;
  /** Bytes that one part of an archive may unpack to, and all of them together. */
  readonly partBytes: number;
  readonly totalBytes: number;
  /** Parts of an archive that are looked at. */
  readonly parts: number;
  readonly pages: number;
};

export const limits: Limits = {
  textLength: 400_000,
  partBytes: 32_000_000,
  totalBytes: 96_000_000,
  parts: 2_000,
  pages: 500,
};
