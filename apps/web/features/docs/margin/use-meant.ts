import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Note } from "./use-notes.ts";

/** The note that one is at: the one whose place in the text one is in, or that one came to in the margin; its place is shown in the text. */
export function useMeant(editor: Editor, notes: readonly Note[]): [string | null, (key: string | null) => void] {
  const [meant, setMeant] = useState<string | null>(null);
  const known = useRef(notes);
  known.current = notes;
  useEffect(() => {
    const onSelection = () => {
      const { from, empty } = editor.state.selection;
      if (!empty || !editor.isFocused) return;
      const here = known.current.filter(
        (note) => note.from !== null && note.to !== null && note.from <= from && from <= note.to,
      );
      // Of several the narrowest is meant.
      const [note] = here.sort((a, b) => (a.to ?? 0) - (a.from ?? 0) - ((b.to ?? 0) - (b.from ?? 0)));
      setMeant(note?.key ?? null);
    };
    editor.on("selectionUpdate", onSelection);
    return () => void editor.off("selectionUpdate", onSelection);
  }, [editor]);
  const note = notes.find((one) => one.key === meant);
  const [from, to] = [note?.from ?? null, note?.to ?? null];
  useEffect(() => {
    editor.commands.markRange(from === null || to === null ? null : { from, to });
  }, [editor, from, to]);
  const mean = useCallback(
    (key: string | null) => {
      setMeant(key);
      const at = known.current.find((one) => one.key === key)?.from;
      if (at === null || at === undefined) return;
      const { node } = editor.view.domAtPos(at);
      (node instanceof HTMLElement ? node : node.parentElement)?.scrollIntoView({ block: "nearest" });
    },
    [editor],
  );
  return [meant, mean];
}
