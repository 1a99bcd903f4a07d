import type { ListKey } from "./list-key.ts";
import { belongs, mapRows } from "./rows.ts";
import type { ListData } from "./segments.ts";
import { actOnState, type StateAct } from "./thread-state.ts";
import type { Act, Conversation, ConversationRow, ListOf, Mailbox } from "./types.ts";

export interface ActInput extends StateAct {
  rows: readonly ConversationRow[];
  fromMailboxId?: string | undefined;
  toMailboxId?: string | undefined;
  /** Each row is acted on in the mailbox where it stands: the list is over several inboxes. */
  isByMailbox?: boolean;
  /** Everything of this list is meant, of which `rows` is what is loaded; and how much that is. */
  list?: ListOf | undefined;
  total?: number | undefined;
}

const leaving: ReadonlySet<Act> = new Set([
  "archive",
  "trash",
  "junk",
  "not-junk",
  "move",
  "snooze",
  "unsnooze",
  "mute",
  "delete",
]);

/** Whether the act takes a conversation out of the mailbox where it is done. */
export function leavesMailbox(act: Act): boolean {
  return leaving.has(act);
}

/** A row as the act will leave it. */
export function actOnRow(row: ConversationRow, act: Act): ConversationRow {
  if (act === "read") return row.unread ? { ...row, unread: clearUnread(row.unread) } : row;
  if (act === "unread") return row.unread ? row : { ...row, unread: setUnread(row.unread) };
  return act === "star" || act === "unstar" ? { ...row, isFlagged: act === "star" } : row;
}

type Unread = ConversationRow["unread"];

function clearUnread(unread: Unread): Unread {
  return (typeof unread === "number" ? 0 : false) as Unread;
}

function setUnread(unread: Unread): Unread {
  return (typeof unread === "number" ? 1 : true) as Unread;
}

/** Acts after which a row may be none of the list's any more, though it stays where it lies. */
const isChanging: ReadonlySet<Act> = new Set(["tag", "pin"]);

/** A list as the act will leave it. */
export function actOnList(data: ListData, key: ListKey, input: ActInput): ListData {
  const { rows, act, fromMailboxId } = input;
  const ids = new Set(rows.map((row) => row.id));
  const { source } = key;
  const loses =
    leavesMailbox(act) &&
    (source.kind === "mailbox"
      ? fromMailboxId === undefined || source.mailboxId === fromMailboxId
      : (source.kind === "view" && source.view === "unified") || act === "trash" || act === "delete" || act === "junk");
  const next = mapRows(data, (row) => {
    if (!ids.has(row.id)) return row;
    const acted = loses ? null : actOnState(actOnRow(row, act), input);
    return acted && isChanging.has(act) && !belongs(acted, key) ? null : acted;
  });
  // All that the list has is meant, and not only what is loaded of it.
  return loses && input.list && isOfList(key, input.list) ? { ...next, segments: [], total: 0 } : next;
}

function isOfList({ source, filter, grouping }: ListKey, list: ListOf): boolean {
  const isSame =
    source.kind === "mailbox"
      ? source.mailboxId === list.mailboxId
      : source.kind === "view" && source.view === list.view;
  return isSame && (filter ?? undefined) === list.filter && grouping === list.grouping;
}

/** The mailboxes' counts as the act will leave them; the server's own numbers follow with its changes. */
export function actOnMailboxes(mailboxes: readonly Mailbox[], input: ActInput): Mailbox[] {
  const { rows, act, fromMailboxId } = input;
  const isTarget = targetOf(input);
  const weight = (row: ConversationRow) => (typeof row.unread === "number" ? row.unread : row.unread ? 1 : 0);
  return mailboxes.map((mailbox) => {
    let unseen = mailbox.unseen;
    for (const row of rows) {
      const isHere = row.mailboxIds.includes(mailbox.id);
      if (act === "read" && isHere) unseen -= weight(row);
      if (act === "unread" && isHere && !row.unread) unseen += 1;
      if (leavesMailbox(act) && isHere && (fromMailboxId ?? mailbox.id) === mailbox.id) unseen -= weight(row);
      if (leavesMailbox(act) && isTarget(mailbox, row) && !isHere) unseen += weight(row);
    }
    return unseen === mailbox.unseen ? mailbox : { ...mailbox, unseen: Math.max(0, unseen) };
  });
}

/** Whether a mailbox is where the act takes a row: one with a role stands in the same person's mail. */
function targetOf({ act, toMailboxId }: ActInput): (mailbox: Mailbox, row: ConversationRow) => boolean {
  if (act === "move") return (mailbox) => mailbox.id === toMailboxId;
  const role =
    act === "not-junk" || act === "unsnooze"
      ? "inbox"
      : act === "snooze"
        ? "snoozed"
        : act === "mute"
          ? "archive"
          : act;
  return (mailbox, row) => mailbox.role === role && mailbox.spaceId === row.spaceId;
}

/** An open conversation as the act will leave it. */
export function actOnConversation(conversation: Conversation, act: Act): Conversation {
  if (act === "read" || act === "unread") {
    const isSeen = act === "read";
    const last = conversation.messages.length - 1;
    // "Unread" is said of the newest message; the older ones stay read.
    return {
      ...conversation,
      messages: conversation.messages.map((message, at) => (isSeen || at === last ? { ...message, isSeen } : message)),
    };
  }
  if (act === "star" || act === "unstar") {
    const isFlagged = act === "star";
    const last = conversation.messages.length - 1;
    return {
      ...conversation,
      messages: conversation.messages.map((message, at) =>
        !isFlagged || at === last ? { ...message, isFlagged } : message,
      ),
    };
  }
  return conversation;
}
