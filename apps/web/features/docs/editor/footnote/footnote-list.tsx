import type { Editor } from "@tiptap/core";
import { memo } from "react";
import { useEditorWords } from "../words.ts";
import { footnotes } from "./footnotes.ts";

/** The notes, at the foot of the text; each leads to where it is called. */
export const FootnoteList = memo(function FootnoteList({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const notes = footnotes.use(editor);
  if (notes.length === 0) return null;
  return (
    <section aria-label={words("footnote.title")} className="doc-notes">
      <ol>
        {notes.map(({ pos, text }, at) => (
          <li key={`${at} ${text}`}>
            <button
              type="button"
              aria-label={words("footnote.go", { number: at + 1 })}
              onClick={() => editor.chain().focus().setTextSelection(pos).scrollIntoView().run()}
            >
              {at + 1}
            </button>
            <span dir="auto">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
});
