const mib = 2 ** 20;

/** What a file may cost that is read; beyond it is not read at all, for half a document would pass for the whole. */
export const limits = {
  /** Of the file as it is. */
  fileBytes: 60 * mib,
  /** Parts of an archive. */
  parts: 4000,
  /** What one part of an archive may unpack to, and all that are read. */
  partBytes: 48 * mib,
  totalBytes: 160 * mib,
  /** From so much on a part must not be that many times what it is packed. */
  suspicious: { bytes: 8 * mib, ratio: 120 },
  elements: 800_000,
  depth: 250,
  /** Levels of lists, tables and quotes within each other that a text keeps. */
  levels: 24,
  pictures: 500,
  pictureBytes: 20 * mib,
  discussions: 2000,
  /** Characters of Markdown and HTML. */
  characters: 10_000_000,
} as const;
