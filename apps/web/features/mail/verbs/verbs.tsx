import type { MenuEntry } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback } from "react";
import type { Action } from "../../../client/keys/actions.ts";
import { useKeymap } from "../../../client/keys/keymap-store.ts";
import type { MailList } from "../list/use-mail-list.ts";
import type { Act, ConversationRow } from "../types.ts";
import type { Perform } from "./use-perform.ts";
import { download } from "./download.ts";
import { looks } from "./verb-looks.tsx";

export type VerbId = Act | "download";

export interface Verb {
  id: VerbId;
  label: string;
  icon: ReactNode;
  action: Action;
  /** The key that its hint names. */
  keys: string | undefined;
  isDanger: boolean;
  run: () => void;
}

/** The verbs that ask something before they are done. */
export const askingVerbs = [
  "move",
  "copy",
  "delete",
  "snooze",
  "follow-up",
  "tag",
] as const satisfies readonly VerbId[];
export type AskingVerb = (typeof askingVerbs)[number];

function asks(id: VerbId): id is AskingVerb {
  return askingVerbs.some((asking) => asking === id);
}

/** Which verbs make sense on these rows in this list, in the one order that every menu and bar has. */
export function verbIdsFor(list: Pick<MailList, "mailbox">, rows: readonly ConversationRow[]): VerbId[] {
  const role = list.mailbox?.role ?? null;
  const isOwnWriting = role === "sent" || role === "drafts" || role === "scheduled";
  const isAside = role === "trash" || role === "junk";
  const all = (claim: (row: ConversationRow) => boolean) => rows.length > 0 && rows.every(claim);
  const hasOwn = role === "sent" || all((row) => row.people.some((person) => person.isMe));
  const when = (condition: boolean, ...ids: VerbId[]) => (condition ? ids : []);
  const ids: VerbId[] = [
    ...when(!isOwnWriting && !isAside && role !== "archive", "archive"),
    role === "trash" ? "delete" : "trash",
    ...when(!isOwnWriting, role === "junk" ? "not-junk" : "junk"),
    ...when(!isOwnWriting && !isAside, "snooze"),
    ...when(role === "snoozed", "unsnooze"),
    rows.some((row) => row.unread > 0) ? "read" : "unread",
    ...when(role !== "drafts", "move", "tag"),
    all((row) => row.isFlagged) ? "unstar" : "star",
    ...when(!isOwnWriting && !isAside, all((row) => row.isMarkedImportant) ? "unimportant" : "important"),
    ...when(!isAside && role !== "drafts", all((row) => row.isPinned) ? "unpin" : "pin", "copy"),
    ...when(hasOwn && role !== "drafts" && !isAside, all((row) => row.followUpAt !== null) ? "unfollow" : "follow-up"),
    ...when(!isOwnWriting && !isAside, all((row) => row.isMuted) ? "unmute" : "mute"),
    "download",
  ];
  return ids.filter((id) => isAllowed(list.mailbox, id));
}

const marks: ReadonlySet<VerbId> = new Set(["read", "unread", "star", "unstar", "important", "unimportant", "tag"]);
const leaving: ReadonlySet<VerbId> = new Set(["archive", "trash", "delete", "junk", "not-junk", "move"]);

/** In somebody else's mail, what the share is for; what is kept of conversations beside their messages is the owner's alone. */
function isAllowed(mailbox: MailList["mailbox"], id: VerbId): boolean {
  if (!mailbox || mailbox.isOwn) return true;
  if (marks.has(id)) return mailbox.rights.includes("write");
  return leaving.has(id) && mailbox.rights.includes("delete");
}

export type VerbsFor = (rows: readonly ConversationRow[]) => Verb[];

/** The verbs on conversations with their words, icons and keys. The ones that ask first open their dialog. */
export function useVerbs(
  list: MailList,
  perform: Perform,
  ask: (verb: AskingVerb, rows: readonly ConversationRow[]) => void,
): VerbsFor {
  const t = useTranslations("mail.act");
  const keymap = useKeymap();
  return useCallback(
    (rows) =>
      verbIdsFor(list, rows).map((id) => ({
        id,
        label: t(id),
        ...looks[id],
        keys: keymap[looks[id].action][0],
        isDanger: id === "delete",
        run: () => {
          if (id === "download") download(rows);
          else if (asks(id)) ask(id, rows);
          else perform.act(rows, id);
        },
      })),
    [list, perform, ask, t, keymap],
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
