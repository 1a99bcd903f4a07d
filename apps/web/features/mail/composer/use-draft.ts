import { useCallback, useEffect, useRef, useState } from "react";
import { refusalOf } from "../../../client/words.ts";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import { toInput } from "./content.ts";
import { SaveQueue, type SaveState } from "./save-queue.ts";

export interface Draft {
  state: SaveState;
  /** Something was changed. */
  touch: () => void;
  /** Begins to watch for changes; what is not worth a draft by itself is told. */
  begin: (initial: DraftContent) => void;
  queue: () => SaveQueue | null;
}

function isGone(error: unknown): boolean {
  return refusalOf(error)?.reason === "draft-unknown";
}

/** Keeps a message that is being written saved as a draft. */
export function useDraft(draftId: string | undefined, read: () => DraftContent): Draft {
  const [state, setState] = useState<SaveState>({ kind: "unchanged" });
  const queue = useRef<SaveQueue | null>(null);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });

  const begin = useCallback(
    (initial: DraftContent) => {
      queue.current ??= new SaveQueue({
        draftId,
        initial,
        read: () => latest.current(),
        save: ({ content, ...rest }) => draftServer.save({ ...rest, content: toInput(content) }),
        isGone,
        onState: setState,
      });
    },
    [draftId],
  );

  // Leaving the page before a save is asked about; the question's words are the browser's.
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (state.kind !== "waiting" && state.kind !== "saving" && state.kind !== "failed") return;
      if (queue.current?.isDirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [state]);

  useEffect(
    () => () => {
      // Whoever takes the composer away has saved or thrown away what was in it.
      void queue.current?.stop();
      queue.current = null;
    },
    [],
  );

  return { state, touch: useCallback(() => queue.current?.touch(), []), begin, queue: () => queue.current };
}
