import { nameIn, type Suggestion, suggestionsIn } from "@carbyne/office/model";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import type { Collab } from "../connection/collab.ts";

export interface NamedSuggestion extends Suggestion {
  name: string | null;
}

const restMs = 150;

/** What is proposed in a text, kept true to it; the same list as long as nothing of it changes. */
export function useSuggestions(editor: Editor | null, collab: Collab): readonly NamedSuggestion[] {
  const [found, setFound] = useState<readonly NamedSuggestion[]>([]);
  useEffect(() => {
    if (!editor) return;
    let timer: number | undefined;
    let known = "[]";
    const read = () => {
      timer = undefined;
      const next = suggestionsIn(editor.state.doc).map((one) => ({
        ...one,
        name: one.by === null ? null : nameIn(collab.doc, one.by),
      }));
      const now = JSON.stringify(next);
      if (now === known) return;
      known = now;
      setFound(next);
    };
    const onUpdate = () => {
      timer ??= window.setTimeout(read, restMs);
    };
    read();
    editor.on("update", onUpdate);
    return () => {
      window.clearTimeout(timer);
      editor.off("update", onUpdate);
    };
  }, [editor, collab]);
  return found;
}
