import { createContext, use, useCallback, useEffect, useMemo, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import type { Message } from "../api.ts";
import { type Chosen, extended, toggled } from "./chosen.ts";

/** What rows know of it while messages are being chosen. */
export interface Selecting {
  ids: ReadonlySet<string>;
  /** The row that Tab comes to. */
  at: string;
  press: (id: string, options: { isRange: boolean }) => void;
}

const SelectingContext = createContext<Selecting | null>(null);
export const SelectingProvider = SelectingContext.Provider;
export const useSelecting = (): Selecting | null => use(SelectingContext);

/** Whether it can be chosen: somebody said it, and it is still there. */
export const isChoosable = (message: Message): boolean => message.kind !== "event" && !message.isDeleted;

export interface Selection {
  /** Null while none are being chosen. */
  selecting: Selecting | null;
  /** In the order in which they were said. */
  chosen: readonly Message[];
  begin: (message: Message) => void;
  end: () => void;
}

/** Chooses several of the messages that are shown; Escape ends it. `onEnded` once the page is as it was before. */
export function useSelection(shown: readonly Message[], onEnded: () => void): Selection {
  const [state, setState] = useState<Chosen | null>(null);
  // What was chosen stays so when the log goes on to elsewhere, as it was then.
  const [known, setKnown] = useState<ReadonlyMap<string, Message>>(new Map());
  const end = useCallback(() => setState(null), []);
  const begin = useCallback((message: Message) => {
    setKnown(new Map());
    setState({ ids: new Set([message.id]), at: message.id });
  }, []);
  const isOn = state !== null;
  const ended = useLatest(onEnded);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      // A menu or dialog above it is closed first.
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[data-modal], [role=menu]"))
        return;
      event.preventDefault();
      end();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      ended();
    };
  }, [isOn, end, ended]);

  const choosable = useMemo(() => shown.filter(isChoosable), [shown]);
  const press = useCallback(
    (id: string, { isRange }: { isRange: boolean }) => {
      setKnown((before) => new Map([...before, ...choosable.map((message) => [message.id, message] as const)]));
      const order = choosable.map((message) => message.id);
      setState((now) => (now === null ? now : isRange ? extended(now, id, order) : toggled(now, id)));
    },
    [choosable],
  );
  const chosen = useMemo(() => {
    if (state === null) return [];
    const fresh = new Map([...known, ...shown.map((message) => [message.id, message] as const)]);
    return [...state.ids]
      .flatMap((id) => fresh.get(id) ?? [])
      .filter(isChoosable)
      .toSorted((one, other) => one.number - other.number);
  }, [state, known, shown]);
  const selecting = useMemo((): Selecting | null => {
    if (state === null) return null;
    const isShown = choosable.some((message) => message.id === state.at);
    return { ids: state.ids, at: isShown ? state.at : (choosable.at(-1)?.id ?? ""), press };
  }, [state, choosable, press]);
  return { selecting, chosen, begin, end };
}
