import type { MenuEntry } from "@carbyne/ui";
import { Archive, FolderInput, Mail, MailOpen, ShieldAlert, ShieldCheck, Star, StarOff, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback } from "react";
import type { MailList } from "../list/use-mail-list.ts";
import type { Act, ConversationRow } from "../types.ts";
import type { Perform } from "./use-perform.ts";

export type VerbId = Act;

export interface Verb {
  id: VerbId;
  label: string;
  icon: ReactNode;
  keys: string;
  isDanger: boolean;
  run: () => void;
}

const icons: Record<VerbId, ReactNode> = {
  archive: <Archive aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
  delete: <Trash2 aria-hidden="true" />,
  junk: <ShieldAlert aria-hidden="true" />,
  "not-junk": <ShieldCheck aria-hidden="true" />,
  move: <FolderInput aria-hidden="true" />,
  read: <MailOpen aria-hidden="true" />,
  unread: <Mail aria-hidden="true" />,
  star: <Star aria-hidden="true" />,
  unstar: <StarOff aria-hidden="true" />,
};

const keys: Record<VerbId, string> = {
  archive: "e",
  trash: "#",
  delete: "#",
  junk: "!",
  "not-junk": "!",
  move: "v",
  read: "Shift+I",
  unread: "Shift+U",
  star: "s",
  unstar: "s",
};

/** Which verbs make sense on these rows in this list, in the one order that every menu and bar has. */
export function verbIdsFor(list: Pick<MailList, "mailbox">, rows: readonly ConversationRow[]): VerbId[] {
  const role = list.mailbox?.role ?? null;
  const isOwnWriting = role === "sent" || role === "drafts";
  const isAside = role === "trash" || role === "junk";
  return [
    ...(isOwnWriting || isAside || role === "archive" ? [] : (["archive"] as const)),
    role === "trash" ? "delete" : "trash",
    ...(isOwnWriting ? [] : [role === "junk" ? ("not-junk" as const) : ("junk" as const)]),
    ...(role === "drafts" ? [] : (["move"] as const)),
    rows.some((row) => row.unread > 0) ? "read" : "unread",
    rows.length > 0 && rows.every((row) => row.isFlagged) ? "unstar" : "star",
  ];
}

export type VerbsFor = (rows: readonly ConversationRow[]) => Verb[];

/** The verbs on conversations with their words, icons and keys. The ones that ask first open their dialog. */
export function useVerbs(
  list: MailList,
  perform: Perform,
  ask: { move: (rows: readonly ConversationRow[]) => void; remove: (rows: readonly ConversationRow[]) => void },
): VerbsFor {
  const t = useTranslations("mail.act");
  return useCallback(
    (rows) =>
      verbIdsFor(list, rows).map((id) => ({
        id,
        label: t(id),
        icon: icons[id],
        keys: keys[id],
        isDanger: id === "delete",
        run: () => {
          if (id === "move") ask.move(rows);
          else if (id === "delete") ask.remove(rows);
          else perform.act(rows, id);
        },
      })),
    [list, perform, ask, t],
  );
}

/** The verbs for a part that is drawn often: it asks only while it shows them. */
export const VerbsContext = createContext<VerbsFor>(() => []);

/** Verbs as lines of a menu. */
export function menuOf(verbs: readonly Verb[]): MenuEntry[] {
  return verbs.map(({ label, icon, keys: hint, isDanger, run }) => ({
    label,
    icon,
    keys: hint,
    isDanger,
    onSelect: run,
  }));
}
