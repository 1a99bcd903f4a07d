import { Menu } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { ChevronDown } from "lucide-react";
import { useEditorWords } from "../words.ts";
import { codeLanguage, codeLanguages, type CodeLanguage } from "./languages.ts";

const known = Object.entries(codeLanguages) as [CodeLanguage, string][];

/** What the code that the caret is in is written in. */
export function CodeTools({ editor, pos }: { editor: Editor; pos: number }) {
  const words = useEditorWords();
  const language = codeLanguage(editor.state.doc.nodeAt(pos)?.attrs["language"]);
  const choose = (value: CodeLanguage | null) => {
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, "language", value));
    editor.view.focus();
  };
  const called = language === null ? words("code.plain") : codeLanguages[language];
  return (
    <Menu
      align="start"
      keepFocus
      trigger={
        <button
          type="button"
          aria-label={`${words("code.language")}: ${called}`}
          className="flex h-8 items-center gap-2 rounded-1 px-2 text-13 text-muted hover:bg-hover max-md:h-11"
        >
          {called}
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      }
      entries={[
        { label: words("code.plain"), isChecked: language === null, onSelect: () => choose(null) },
        ...known.map(([value, label]) => ({ label, isChecked: language === value, onSelect: () => choose(value) })),
      ]}
    />
  );
}
