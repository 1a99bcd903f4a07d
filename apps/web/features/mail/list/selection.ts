import { useCallback, useEffect, useMemo, useState } from "react";
import type { ConversationRow } from "../types.ts";

export interface Selection {
  ids: ReadonlySet<string>;
  /** Everything in the list is meant, loaded or not. */
  isWhole: boolean;
  /** Takes a row in or out; with `isRange` everything from the last one chosen up to it. */
  toggle: (id: string, isRange?: boolean) => void;
  /** What is loaded of the list. */
  selectAll: () => void;
  /** All that the list has. */
  selectWhole: () => void;
  /** The rows of a kind, such as the unread ones. */
  selectWhere: (passes: (row: ConversationRow) => boolean) => void;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

interface Chosen {
  listName: string;
  chosen: ReadonlySet<string>;
  anchor: string | null;
  isWhole: boolean;
}

/** The rows chosen in a list; another list begins with none. */
export function useSelection(listName: string, rows: readonly ConversationRow[]): Selection {
  const [state, setState] = useState<Chosen>({ listName, chosen: none, anchor: null, isWhole: false });
  const isHere = state.listName === listName;
  const chosen = isHere ? state.chosen : none;
  const anchor = isHere ? state.anchor : null;
  const isWhole = isHere && state.isWhole;

  // What has left the list can no longer be acted on from here; of the whole list, what comes into sight is chosen too.
  const ids = useMemo(() => {
    if (isWhole) return new Set(rows.map((row) => row.id));
    if (chosen.size === 0) return none;
    const present = new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id));
    return present.size === chosen.size ? chosen : present;
  }, [chosen, rows, isWhole]);

  const choose = useCallback(
    (next: ReadonlySet<string>, more: Partial<Chosen> = {}) =>
      setState({ listName, chosen: next, anchor: null, isWhole: false, ...more }),
    [listName],
  );
  const toggle = useCallback(
    (id: string, isRange = false) => {
      const next = new Set(ids);
      const from = rows.findIndex((row) => row.id === anchor);
      const to = rows.findIndex((row) => row.id === id);
      if (isRange && from !== -1 && to !== -1)
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id);
      else if (!next.delete(id)) next.add(id);
      // A range goes from where it was begun, also when it is drawn again.
      choose(next, { anchor: isRange && anchor !== null ? anchor : id });
    },
    [ids, rows, anchor, choose],
  );
  const selectWhere = useCallback(
    (passes: (row: ConversationRow) => boolean) => choose(new Set(rows.filter(passes).map((row) => row.id))),
    [rows, choose],
  );
  const selectAll = useCallback(() => selectWhere(() => true), [selectWhere]);
  const selectWhole = useCallback(() => choose(none, { isWhole: true }), [choose]);
  const clear = useCallback(() => choose(none), [choose]);
  useEffect(() => clear, [clear]);
  return useMemo(
    () => ({ ids, isWhole, toggle, selectAll, selectWhole, selectWhere, clear }),
    [ids, isWhole, toggle, selectAll, selectWhole, selectWhere, clear],
  );
}
