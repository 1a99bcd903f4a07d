import { useCallback } from "react";
import { goTo } from "../../../client/place.ts";
import { type AfterRemoval, useSettings } from "../../settings/api.ts";
import { listOf } from "../api.ts";
import type { MailList } from "../list/use-mail-list.ts";
import { type ActInput, leavesMailbox } from "../optimism.ts";
import { hrefIn } from "../place.ts";
import type { Act, ConversationRow, ListOf, Mailbox } from "../types.ts";
import { useAct } from "../use-act.ts";
import { actOfTarget } from "./act-of-target.ts";

/** Where to, until when, with which tags. */
export type ActDetails = Pick<ActInput, "toMailboxId" | "until" | "tags">;

export interface Perform {
  act: (rows: readonly ConversationRow[], act: Act, more?: ActDetails) => void;
  moveTo: (rows: readonly ConversationRow[], target: Mailbox) => void;
}

/** The row to stand on when these leave the list: the next one that stays, else the one before. */
export function neighbourOf(rows: readonly ConversationRow[], leaving: ReadonlySet<string>, id: string): string | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return null;
  const stays = (row: ConversationRow) => !leaving.has(row.id);
  return (rows.slice(at + 1).find(stays) ?? rows.slice(0, at).findLast(stays))?.id ?? null;
}

/** What is open once these left the list: as the person chose the next, the one before, or the list itself. */
function afterRemovalOf(
  rows: readonly ConversationRow[],
  leaving: ReadonlySet<string>,
  { id, wish }: { id: string; wish: AfterRemoval },
): string | null {
  if (wish === "list") return null;
  return neighbourOf(wish === "next" ? rows : rows.toReversed(), leaving, id);
}

/** All of a list is meant with what stands above it. */
function withPins({ pins: _apart, ...list }: ListOf): ListOf {
  return list;
}

/** Does verbs on rows of the list that is shown, and goes on to the next conversation when the open one leaves. */
export function usePerform(list: MailList, { isNarrow }: { isNarrow: boolean }): Perform {
  const run = useAct();
  const { place, key, data, rows: all, mailbox, selection, cursorId, setCursor } = list;
  const { afterRemoval } = useSettings().settings;

  const perform = useCallback(
    (rows: readonly ConversationRow[], act: Act, more: ActDetails = {}) => {
      const leaving = new Set(leavesMailbox(act) ? rows.map((row) => row.id) : []);
      const opened = place.conversationId;
      const next = cursorId !== null && leaving.has(cursorId) ? neighbourOf(all, leaving, cursorId) : null;
      if (next !== null) setCursor(next);
      if (opened !== null && leaving.has(opened)) {
        const wish = isNarrow ? "list" : afterRemoval;
        goTo(hrefIn(place, afterRemovalOf(all, leaving, { id: opened, wish })));
      }
      const isWhole = selection.isWhole && rows.length === selection.ids.size && key !== null;
      if (leaving.size > 0 || rows.length > 1) selection.clear();
      // A star is seen where it was set, and its own key takes it back.
      const isQuiet = rows.length === 1 && (act === "star" || act === "unstar");
      const onUndone = () => {
        const [first] = rows;
        if (first) setCursor(first.id);
      };
      const scope = isWhole ? { list: withPins(listOf(key)), total: data?.total } : {};
      const isByMailbox = key?.source.kind === "view" && key.source.view === "unified";
      void run({ rows, act, fromMailboxId: mailbox?.id, isByMailbox, ...scope, ...more }, { isQuiet, onUndone });
    },
    [run, place, key, data, all, mailbox, selection, cursorId, setCursor, isNarrow, afterRemoval],
  );
  return {
    act: perform,
    moveTo: useCallback(
      (rows, target) => {
        const act = actOfTarget(target, mailbox);
        perform(rows, act, act === "move" ? { toMailboxId: target.id } : {});
      },
      [perform, mailbox],
    ),
  };
}
