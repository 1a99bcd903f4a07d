/** The bit set of MailboxMessage.flags: the system flags of RFC 9051 §2.3.2 that are stored. */
export const flag = { seen: 1, answered: 2, flagged: 4, deleted: 8, draft: 16 } as const;

export type FlagChange = {
  readonly mode: "add" | "remove" | "replace";
  readonly flags: number;
  readonly keywords: readonly string[];
};
