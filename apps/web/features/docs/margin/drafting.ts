import type { Editor } from "@tiptap/core";
import { absolutePositionToRelativePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import { useCallback, useMemo, useState } from "react";
import * as Y from "yjs";
import { docsServer, type RelativePosition } from "../api.ts";
import { markedRangeOf } from "./marked-range.ts";

export interface Draft {
  from: number;
}

export interface Drafting {
  documentId: string;
  draft: Draft | null;
  /** Begins a comment on what is chosen; does nothing where nothing is. */
  begin: () => void;
  end: () => void;
  /** Says it; answers the id of the thread that it begins. */
  say: (text: string) => Promise<string>;
}

/** A comment on a place that is being written: its range moves with the text until it is said. */
export function useDrafting(editor: Editor | null, documentId: string, onSaid: (threadId: string) => void): Drafting {
  const [draft, setDraft] = useState<Draft | null>(null);
  const begin = useCallback(() => {
    if (!editor) return;
    const { from, to, empty } = editor.state.selection;
    if (empty) return;
    editor.commands.markRange({ from, to });
    setDraft({ from });
  }, [editor]);
  const end = useCallback(() => {
    setDraft(null);
    editor?.commands.markRange(null);
  }, [editor]);
  const say = useCallback(
    async (text: string) => {
      if (!editor || !draft) throw new Error("no comment was begun");
      const range = markedRangeOf(editor.state) ?? { from: draft.from, to: draft.from };
      const { binding, type } = ySyncPluginKey.getState(editor.state) as {
        binding: { mapping: Parameters<typeof absolutePositionToRelativePosition>[2] };
        type: Parameters<typeof absolutePositionToRelativePosition>[1];
      };
      const relative = (pos: number) =>
        Y.relativePositionToJSON(absolutePositionToRelativePosition(pos, type, binding.mapping)) as RelativePosition;
      const { id } = await docsServer.comment({
        id: documentId,
        text,
        from: relative(range.from),
        to: relative(range.to),
      });
      end();
      onSaid(id);
      return id;
    },
    [editor, draft, documentId, end, onSaid],
  );
  return useMemo(() => ({ documentId, draft, begin, end, say }), [documentId, draft, begin, end, say]);
}
