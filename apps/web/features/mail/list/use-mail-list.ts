import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { holdKeys } from "../../../client/held-keys.ts";
import { goTo } from "../../../client/place.ts";
import { compose } from "../compose.ts";
import { prefetchConversation, useMailboxes } from "../api.ts";
import { type ListKey, sourceOf } from "../list-key.ts";
import { hrefIn, type MailPlace } from "../place.ts";
import { type ListData, lineOf, rowsOf } from "../segments.ts";
import { useForesee } from "../reading/use-foresee.ts";
import { useSettings } from "../../settings/api.ts";
import type { ConversationRow, Mailbox } from "../types.ts";
import { type Selection, useSelection } from "./selection.ts";
import { usePinned } from "./pinned.tsx";
import { type ListState, useListData } from "./use-list-data.ts";

export interface MailList {
  place: MailPlace;
  key: ListKey | null;
  /** The list's name among all lists, for what is remembered of it. */
  name: string;
  /** The mailbox that is listed; none for a view over many or a search. */
  mailbox: Mailbox | undefined;
  /** What is loaded of the list, with the place of each row in the whole. */
  data: ListData | undefined;
  /** What stands above the list. */
  pinned: readonly ConversationRow[];
  /** All rows that are there, from top to bottom: the pinned ones and what is loaded of the list. */
  rows: readonly ConversationRow[];
  query: ListState;
  /** True when the address names a folder that is not there. */
  isUnknown: boolean;
  /** The row that the keyboard stands on, and its line; -1 when it is not loaded. */
  cursorId: string | null;
  cursorLine: number;
  setCursor: (id: string) => void;
  selection: Selection;
  open: (id: string) => void;
  close: () => void;
}

/** The list of a place with what is chosen and open in it. */
export function useMailList(place: MailPlace): MailList {
  const queryClient = useQueryClient();
  const foresee = useForesee();
  const { data: mailboxes, isSuccess } = useMailboxes();
  const { grouping } = useSettings().settings;
  const key = useMemo((): ListKey | null => {
    const plain = { filter: null, sort: "date", direction: "desc", grouping: "conversations" } as const;
    if (place.kind === "search") return { ...plain, source: { kind: "search", text: place.text, sort: place.sort } };
    const source = sourceOf(place.box, mailboxes);
    const { filter, sort, direction } = place;
    return source && { source, filter, sort, direction, grouping };
  }, [place, mailboxes, grouping]);
  const name = JSON.stringify(key);
  const query = useListData(key);
  const { data } = query;
  const pinned = usePinned(key);
  const rows = useMemo(() => [...pinned, ...rowsOf(data)], [pinned, data]);
  const selection = useSelection(name, rows);

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
      const release = holdKeys();
      void prefetchConversation(queryClient, id)
        .then((conversation) => {
          const draftId = conversation?.messages[0]?.draftId;
          if (draftId) compose({ kind: "draft", draftId });
          else show(id);
        })
        .finally(release);
    },
    [rows, show, queryClient],
  );
  const close = useCallback(() => goTo(hrefIn(place, null)), [place]);
  const source = key?.source;
  const mailbox = source?.kind === "mailbox" ? mailboxes?.find(({ id }) => id === source.mailboxId) : undefined;
  const isUnknown = isSuccess && key === null;
  const cursorLine = useMemo(() => (cursorId === null ? -1 : lineOf(data, cursorId)), [data, cursorId]);
  return {
    place,
    key,
    name,
    mailbox,
    data,
    pinned,
    rows,
    query,
    isUnknown,
    cursorId,
    cursorLine,
    setCursor,
    selection,
    open,
    close,
  };
}
