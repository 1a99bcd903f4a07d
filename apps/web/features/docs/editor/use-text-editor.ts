import { contentOf, noteName } from "@carbyne/office/model";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Placeholder } from "@tiptap/extension-placeholder";
import { Dropcursor } from "@tiptap/extensions";
import { type Editor, useEditor } from "@tiptap/react";
import { useDateLocale } from "../../../client/region.ts";
import { useWords } from "../../../client/words.ts";
import type { Collab } from "../connection/collab.ts";
import { MarkedRanges } from "../margin/marked-range.ts";
import { Suggesting } from "../suggesting/suggesting.ts";
import { useAskedSettling } from "../suggesting/use-asked-settling.ts";
import { withTints } from "../suggesting/tinted-marks.ts";
import { withInk } from "./inked.ts";
import { drawCaret, drawSelection } from "./caret.ts";
import { useEditorWords } from "./words.ts";
import { writingExtensions } from "./writing-extensions.ts";

export interface TextEditorOptions {
  documentId: string;
  /** Of a visitor: the address of the link. */
  base?: string;
  collab: Collab;
  mayWrite: boolean;
  user: { id: string; name: string };
  label: string;
  placeholder: string;
  /** Something was done that cannot be proposed, while one only proposes. */
  onRefused: () => void;
}

/** The editor of a text that several people write. */
export function useTextEditor({
  documentId,
  base = "",
  collab,
  mayWrite,
  user,
  label,
  placeholder,
  onRefused,
}: TextEditorOptions): Editor | null {
  const words = useEditorWords();
  const locale = useDateLocale();
  const errorWords = useWords();
  const onAsk = useAskedSettling(documentId, collab);
  return useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editable: mayWrite,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, class: "doc-text" },
    },
    extensions: [
      ...withInk(
        withTints(
          writingExtensions({
            documentId,
            base,
            words,
            locale,
            wordsOf: (error) => {
              const { text, hint } = errorWords(error);
              return `${text} ${hint}`;
            },
          }),
        ),
      ),
      Suggesting.configure({
        collab,
        authorId: user.id,
        onSuggest: () => noteName(collab.doc, user),
        onRefused,
        onAsk,
      }),
      MarkedRanges,
      Dropcursor.configure({ color: false, class: "doc-dropcursor", width: 2 }),
      Placeholder.configure({ placeholder }),
      Collaboration.configure({ fragment: contentOf(collab.doc) }),
      CollaborationCaret.configure({
        provider: collab.provider,
        user,
        render: drawCaret,
        selectionRender: drawSelection,
      }),
    ],
  });
}
