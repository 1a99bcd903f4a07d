import type { Mailbox } from "../types.ts";

export interface FolderLine {
  mailbox: Mailbox;
  depth: number;
  hasChildren: boolean;
  /** Unread messages in the folders that a closed one hides. */
  unseenBelow: number;
}

const roleOrder: readonly (Mailbox["role"] & string)[] = [
  "inbox",
  "snoozed",
  "drafts",
  "scheduled",
  "sent",
  "archive",
  "junk",
  "trash",
];

/** Mailboxes as lines of a tree: children under their parent, by name; those below a closed one are left out. */
export function linesOf(
  mailboxes: readonly Mailbox[],
  {
    isRoot,
    closed,
    compare,
  }: {
    isRoot: (mailbox: Mailbox) => boolean;
    closed: ReadonlySet<string>;
    compare: (a: Mailbox, b: Mailbox) => number;
  },
): FolderLine[] {
  const children = Map.groupBy(mailboxes, (mailbox) => mailbox.parentId ?? "");
  const lines: FolderLine[] = [];
  const seen = new Set<string>();
  const add = (mailbox: Mailbox, depth: number) => {
    if (seen.has(mailbox.id)) return;
    seen.add(mailbox.id);
    const below = (children.get(mailbox.id) ?? []).toSorted(compare);
    const isClosed = closed.has(mailbox.id);
    lines.push({
      mailbox,
      depth,
      hasChildren: below.length > 0,
      unseenBelow: isClosed ? unseenIn(below, children) : 0,
    });
    if (!isClosed) for (const child of below) add(child, depth + 1);
  };
  for (const mailbox of mailboxes.filter(isRoot).toSorted(compare)) add(mailbox, 0);
  return lines;
}

/** Every level is asked once; a tree has an end because the server lets no folder lie in itself. */
function unseenIn(mailboxes: readonly Mailbox[], children: ReadonlyMap<string, readonly Mailbox[]>): number {
  return mailboxes.reduce((sum, { id, unseen }) => sum + unseen + unseenIn(children.get(id) ?? [], children), 0);
}

/** The mailboxes with a role, in the order in which people use them. */
export function rank(mailbox: Mailbox): number {
  return mailbox.role === null ? roleOrder.length : roleOrder.indexOf(mailbox.role);
}
