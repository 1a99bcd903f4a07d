import { tagOfBox } from "./tags/tag-place.ts";
import type { ConversationRow, ListFilter, Mailbox } from "./types.ts";

/** Which list: a mailbox, a view over all of them, or the results of a search. */
export type ListSource =
  | { kind: "mailbox"; mailboxId: string }
  | { kind: "view"; view: "starred" | "all" }
  | { kind: "tag"; keyword: string }
  | { kind: "search"; text: string };

export interface ListKey {
  source: ListSource;
  filter: ListFilter | null;
}

/** The cache key of a list. */
export function listQueryKey(key: ListKey): readonly ["list", ListKey] {
  return ["list", key];
}

/** The source that a place's word stands for: a role, a view or an id. Null while mailboxes are not known, or if none fits. */
export function sourceOf(box: string, mailboxes: readonly Mailbox[] | undefined): ListSource | null {
  if (box === "starred" || box === "all") return { kind: "view", view: box };
  const keyword = tagOfBox(box);
  if (keyword !== null) return { kind: "tag", keyword };
  const mailbox = mailboxes?.find((candidate) => candidate.role === box || candidate.id === box);
  return mailbox ? { kind: "mailbox", mailboxId: mailbox.id } : null;
}

/** The word by which a mailbox is addressed: its role where it has one, so that addresses can be read. */
export function boxOf(mailbox: Mailbox): string {
  return mailbox.role ?? mailbox.id;
}

/** Whether a row belongs under a filter. */
export function passes(row: ConversationRow, filter: ListFilter | null): boolean {
  switch (filter) {
    case "unread":
      return Boolean(row.unread);
    case "starred":
      return row.isFlagged;
    case "attachments":
      return row.hasAttachments;
    case "important":
      return row.isImportant;
    case "tagged":
      return row.labels.length > 0;
    // A row does not tell; the list says it when it is opened again.
    case "to-me":
    case "list":
    case null:
      return true;
  }
}
