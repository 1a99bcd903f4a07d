import { useLocale } from "next-intl";
import { useMemo } from "react";
import { useStored } from "../../../client/stored.ts";
import { useMailboxName } from "../mailbox-name.ts";
import type { Mailbox } from "../types.ts";
import { type FolderLine, linesOf, rank } from "./folder-tree.ts";

const none: readonly Mailbox[] = [];

export interface FolderLines {
  /** With a role, and what lies inside. */
  standard: FolderLine[];
  own: FolderLine[];
  closed: ReadonlySet<string>;
  toggle: (id: string) => void;
}

/** The lines of both parts of somebody's mail, and which folders are closed; this browser remembers that. */
export function useFolderLines(mailboxes: readonly Mailbox[] = none): FolderLines {
  const locale = useLocale();
  const nameOf = useMailboxName();
  const [stored, store] = useStored("mail.closedFolders");
  return useMemo(() => {
    const closed = new Set((stored ?? "").split(" ").filter(Boolean));
    const byName = new Intl.Collator(locale, { numeric: true }).compare;
    const compare = (a: Mailbox, b: Mailbox) => rank(a) - rank(b) || byName(nameOf.own(a), nameOf.own(b));
    const ids = new Set(mailboxes.map((mailbox) => mailbox.id));
    const isTop = (mailbox: Mailbox) => mailbox.parentId === null || !ids.has(mailbox.parentId);
    return {
      // What lies inside a standard folder is shown below it.
      standard: linesOf(mailboxes, { isRoot: (one) => one.role !== null, closed, compare }),
      own: linesOf(mailboxes, { isRoot: (one) => one.role === null && isTop(one), closed, compare }),
      closed,
      toggle: (id: string) => {
        const next = new Set(closed);
        if (!next.delete(id)) next.add(id);
        store([...next].join(" ") || null);
      },
    };
  }, [mailboxes, stored, store, locale, nameOf]);
}
