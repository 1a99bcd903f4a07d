import "./page.css";
import "./writing.css";
import type { JSONContent } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { useDateLocale } from "../../../client/region.ts";
import { useWords } from "../../../client/words.ts";
import { withTints } from "../suggesting/tinted-marks.ts";
import { withInk } from "./inked.ts";
import { useEditorWords } from "./words.ts";
import { writingExtensions } from "./writing-extensions.ts";

interface ShownTextProps {
  /** The document's. */
  id: string;
  /** Of a visitor: the address of the link. */
  base?: string;
  text: JSONContent;
  label: string;
}

/** A text that is only looked at, as it is on its page. */
export function ShownText({ id, base = "", text, label }: ShownTextProps) {
  const words = useEditorWords();
  const locale = useDateLocale();
  const errorWords = useWords();
  const editor = useEditor({
    immediatelyRender: false,
    editable: false,
    content: text,
    editorProps: { attributes: { class: "doc-text", "aria-label": label, role: "document" } },
    extensions: withInk(
      withTints(writingExtensions({ documentId: id, base, words, locale, wordsOf: (error) => errorWords(error).text })),
    ),
  });
  return <EditorContent editor={editor} className="doc-sheet" />;
}
