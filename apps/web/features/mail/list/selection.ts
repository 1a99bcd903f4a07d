import { useCallback, useEffect, useMemo, useState } from "react";
import type { ConversationRow } from "../types.ts";

export interface Selection {
  ids: ReadonlySet<string>;
  /** Takes a row in or out; with `isRange` everything from the last one chosen up to it. */
  toggle: (id: string, isRange?: boolean) => void;
  selectAll: () => void;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** The rows chosen in a list; another list begins with none. */
export function useSelection(listName: string, rows: readonly ConversationRow[]): Selection {
  const [state, setState] = useState({ listName, chosen: none, anchor: null as string | null });
  const chosen = state.listName === listName ? state.chosen : none;
  const anchor = state.listName === listName ? state.anchor : null;

  // What has left the list can no longer be acted on from here.
  const ids = useMemo(() => {
    if (chosen.size === 0) return none;
    const present = new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id));
    return present.size === chosen.size ? chosen : present;
  }, [chosen, rows]);

  const toggle = useCallback(
    (id: string, isRange = false) => {
      const next = new Set(ids);
      const from = rows.findIndex((row) => row.id === anchor);
      const to = rows.findIndex((row) => row.id === id);
      if (isRange && from !== -1 && to !== -1)
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id);
      else if (!next.delete(id)) next.add(id);
      setState({ listName, chosen: next, anchor: id });
    },
    [ids, rows, anchor, listName],
  );
  const selectAll = useCallback(
    () => setState({ listName, chosen: new Set(rows.map((row) => row.id)), anchor: null }),
    [rows, listName],
  );
  const clear = useCallback(() => setState({ listName, chosen: none, anchor: null }), [listName]);
  useEffect(() => clear, [clear]);
  return useMemo(() => ({ ids, toggle, selectAll, clear }), [ids, toggle, selectAll, clear]);
}
