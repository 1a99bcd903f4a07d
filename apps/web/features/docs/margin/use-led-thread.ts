import { useEffect, useRef } from "react";
import type { Notes } from "./use-notes.ts";

/** The thread that an address leads to, such as out of a notice: comes to it once, wherever it stands. */
export function useLedThread(
  notes: Notes,
  { mean, showAll }: { mean: (key: string) => void; showAll: () => void },
): void {
  const wanted = useRef<string | null | undefined>(undefined);
  wanted.current ??= new URL(window.location.href).searchParams.get("thread");
  useEffect(() => {
    const id = wanted.current;
    if (typeof id !== "string" || id === "") return;
    const isThere = notes.notes.some((note) => note.key === id && note.from !== null);
    if (isThere) {
      wanted.current = "";
      mean(id);
    } else if (notes.resolvedCount > 0) showAll();
  }, [notes, mean, showAll]);
}
