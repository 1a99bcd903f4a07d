import type { Order } from "./list-order.ts";
import type { SearchSort } from "./place.ts";
import { tagOfBox } from "./tags/tag-place.ts";
import type { ConversationRow, Grouping, ListFilter, Mailbox } from "./types.ts";

export type ListView = "starred" | "all" | "unified";

/** Which list: a mailbox, a view over many of them, or the results of a search. */
export type ListSource =
  | { kind: "mailbox"; mailboxId: string }
  | { kind: "view"; view: ListView }
  | { kind: "tag"; keyword: string }
  | { kind: "search"; text: string; sort: SearchSort };

export interface ListKey extends Order {
  source: ListSource;
  filter: ListFilter | null;
  /** What one line is. A search always finds conversations. */
  grouping: Grouping;
}

/** The cache key of a list. */
export function listQueryKey(key: ListKey): readonly ["list", ListKey] {
  return ["list", key];
}

export const views = ["starred", "all", "unified"] as const satisfies readonly ListView[];

/** The view that a place's word stands for, if it is one. */
export function viewOf(box: string): ListView | null {
  return views.find((view) => view === box) ?? null;
}

/** The source that a place's word stands for: a role, a view or an id. Null while mailboxes are not known, or if none fits. */
export function sourceOf(box: string, mailboxes: readonly Mailbox[] | undefined): ListSource | null {
  const view = viewOf(box);
  if (view) return { kind: "view", view };
  const keyword = tagOfBox(box);
  if (keyword !== null) return { kind: "tag", keyword };
  const mailbox = mailboxes?.find((candidate) => (candidate.isOwn && candidate.role === box) || candidate.id === box);
  return mailbox ? { kind: "mailbox", mailboxId: mailbox.id } : null;
}

/** The word by which a mailbox is addressed: its role where it is one's own and has one, so that addresses can be read. */
export function boxOf(mailbox: Mailbox): string {
  return (mailbox.isOwn ? mailbox.role : null) ?? mailbox.id;
}

/** Whether what is pinned stands above the list, and not in it: in a mailbox or the inboxes together, newest first and unfiltered. */
export function hasPinsApart({ source, filter, sort, direction, grouping }: ListKey): boolean {
  const isInbox = source.kind === "mailbox" || (source.kind === "view" && source.view === "unified");
  return isInbox && filter === null && sort === "date" && direction === "desc" && grouping === "conversations";
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
    case "to-me":
      return row.isToMe;
    case "list":
      return row.isFromList;
    case null:
      return true;
  }
}
