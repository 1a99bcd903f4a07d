import type { Summary } from "@carbyne/mime";

/** An index entry has a limit, and nobody tells apart what is equal for longer. */
const longest = 80;

/** What a list sorts a text by: without case, accents, and signs at its beginning. */
export function sortKey(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cc}]+/gu, "")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, longest)
    .toWellFormed();
}

/** The bit set of MailboxMessage.marks, as far as the message itself tells; 4 says that it is addressed to the account. */
export const mark = { attachments: 1, important: 2, toMe: 4, list: 8 } as const;

/** The marks that every account's copy of a message has. */
export function marksOf({ hasAttachments, importance, listId, precedence }: Summary): number {
  return (
    (hasAttachments ? mark.attachments : 0) |
    (importance === "high" ? mark.important : 0) |
    (listId !== null || precedence === "list" || precedence === "bulk" ? mark.list : 0)
  );
}
