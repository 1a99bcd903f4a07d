import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { goTo } from "../../../client/place.ts";
import { compose } from "../compose.ts";
import { prefetchConversation, useMailboxes } from "../api.ts";
import { type ListKey, sourceOf } from "../list-key.ts";
import { hrefIn, type MailPlace } from "../place.ts";
import { useForesee } from "../reading/use-foresee.ts";
import type { ConversationRow, Mailbox } from "../types.ts";
import { type Selection, useSelection } from "./selection.ts";
import { useConversationList } from "./use-conversation-list.ts";

export interface MailList {
  place: MailPlace;
  key: ListKey | null;
  /** The mailbox that is listed; none for a view over all of them or a search. */
  mailbox: Mailbox | undefined;
  rows: readonly ConversationRow[];
  query: ReturnType<typeof useConversationList>;
  /** True when the address names a folder that is not there. */
  isUnknown: boolean;
  /** The row that the keyboard stands on. */
  cursorId: string | null;
  setCursor: (id: string) => void;
  selection: Selection;
  open: (id: string) => void;
  close: () => void;
}

const noRows: readonly ConversationRow[] = [];

/** The list of a place with what is chosen and open in it. */
export function useMailList(place: MailPlace): MailList {
  const queryClient = useQueryClient();
  const foresee = useForesee();
  const { data: mailboxes, isSuccess } = useMailboxes();
  const key = useMemo((): ListKey | null => {
    if (place.kind === "search") return { source: { kind: "search", text: place.text }, filter: null };
    const source = sourceOf(place.box, mailboxes);
    return source && { source, filter: place.filter };
  }, [place, mailboxes]);
  const query = useConversationList(key);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? noRows, [query.data]);
  const selection = useSelection(JSON.stringify(key), rows);

  const [moved, setMoved] = useState<string | null>(null);
  const cursorId = place.conversationId ?? moved;
  const setCursor = useCallback(
    (id: string) => {
      setMoved(id);
      foresee.near(id);
    },
    [foresee],
  );
  const show = useCallback(
    (id: string) => {
      goTo(hrefIn(place, id));
      // The neighbours are the likely next ones.
      const at = rows.findIndex((row) => row.id === id);
      foresee.beside([rows[at + 1], at > 0 ? rows[at - 1] : undefined].flatMap((row) => (row ? [row.id] : [])));
    },
    [place, rows, foresee],
  );
  const open = useCallback(
    (id: string) => {
      setMoved(id);
      const row = rows.find((candidate) => candidate.id === id);
      if (!row?.hasDraft || row.count > 1) return show(id);
      // Nothing but a draft: there is nothing to read, one goes on writing.
      void prefetchConversation(queryClient, id).then((conversation) => {
        const draftId = conversation?.messages[0]?.draftId;
        if (draftId) compose({ kind: "draft", draftId });
        else show(id);
      });
    },
    [rows, show, queryClient],
  );
  const close = useCallback(() => goTo(hrefIn(place, null)), [place]);
  const source = key?.source;
  const mailbox = source?.kind === "mailbox" ? mailboxes?.find(({ id }) => id === source.mailboxId) : undefined;
  const isUnknown = isSuccess && key === null;
  return { place, key, mailbox, rows, query, isUnknown, cursorId, setCursor, selection, open, close };
}
