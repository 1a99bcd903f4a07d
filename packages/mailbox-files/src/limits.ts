/** Bounds of what is read, whoever made it. */
export const limits = {
  /** Of one message. */
  messageBytes: 256 * 1024 * 1024,
  /** Of what our archives say besides their messages. */
  accountBytes: 64 * 1024 * 1024,
  /** Things in one archive. */
  entries: 2_000_000,
  /** Archives inside of archives. */
  depth: 3,
  /** Of all that is unpacked from one file. */
  unpackedBytes: 200 * 1024 ** 3,
  /** How much larger something may become by unpacking, once it is more than `freeBytes`. Mail with much white space reaches some 50. */
  ratio: 250,
  freeBytes: 64 * 1024 * 1024,
  /** Of a name in an archive. */
  nameBytes: 4096,
  /** Levels of folders, and characters of the name of one. */
  levels: 20,
  levelLength: 100,
} as const;
