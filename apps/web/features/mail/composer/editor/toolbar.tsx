import { IconButton } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import { clsx } from "clsx";
import { Bold, Code, Italic, List, ListOrdered, Quote, Redo2, SquareCode, Strikethrough, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "./link-button.tsx";

const marks = ["bold", "italic", "strike", "code", "bulletList", "orderedList", "blockquote", "codeBlock"] as const;
type Format = (typeof marks)[number];

const icons: Record<Format, ReactNode> = {
  bold: <Bold aria-hidden="true" />,
  italic: <Italic aria-hidden="true" />,
  strike: <Strikethrough aria-hidden="true" />,
  code: <Code aria-hidden="true" />,
  bulletList: <List aria-hidden="true" />,
  orderedList: <ListOrdered aria-hidden="true" />,
  blockquote: <Quote aria-hidden="true" />,
  codeBlock: <SquareCode aria-hidden="true" />,
};

const keys: Record<Format, string> = {
  bold: "Ctrl+B",
  italic: "Ctrl+I",
  strike: "Ctrl+Shift+S",
  code: "Ctrl+E",
  bulletList: "Ctrl+Shift+8",
  orderedList: "Ctrl+Shift+7",
  blockquote: "Ctrl+Shift+B",
  codeBlock: "Ctrl+Alt+C",
};

function toggle(editor: Editor, format: Format): void {
  const chain = editor.chain().focus();
  const run: Record<Format, () => typeof chain> = {
    bold: () => chain.toggleBold(),
    italic: () => chain.toggleItalic(),
    strike: () => chain.toggleStrike(),
    code: () => chain.toggleCode(),
    bulletList: () => chain.toggleBulletList(),
    orderedList: () => chain.toggleOrderedList(),
    blockquote: () => chain.toggleBlockquote(),
    codeBlock: () => chain.toggleCodeBlock(),
  };
  run[format]().run();
}

export interface ToolbarProps {
  editor: Editor;
  /** Which verbs it has; all of them when missing. */
  formats?: readonly Format[];
  className?: string;
}

/** The looks that a text can have. */
export function Toolbar({ editor, formats = marks, className }: ToolbarProps) {
  const t = useTranslations("composer.format");
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      on: marks.filter((format) => now.isActive(format)),
      canUndo: now.can().undo(),
      canRedo: now.can().redo(),
    }),
  });
  return (
    <div
      role="toolbar"
      aria-label={t("title")}
      className={clsx("flex items-center gap-0.5 overflow-x-auto", className)}
    >
      {formats.map((format) => (
        <IconButton
          key={format}
          label={t(format)}
          keys={keys[format]}
          side="top"
          size="small"
          isOn={state.on.includes(format)}
          onMouseDown={keepSelection}
          onClick={() => toggle(editor, format)}
          className="max-md:size-10"
        >
          {icons[format]}
        </IconButton>
      ))}
      <LinkButton editor={editor} />
      <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-border" />
      <IconButton
        label={t("undo")}
        keys="Ctrl+Z"
        side="top"
        size="small"
        disabled={!state.canUndo}
        onMouseDown={keepSelection}
        onClick={() => editor.chain().focus().undo().run()}
        className="max-md:size-10"
      >
        <Undo2 aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("redo")}
        keys="Ctrl+Shift+Z"
        side="top"
        size="small"
        disabled={!state.canRedo}
        onMouseDown={keepSelection}
        onClick={() => editor.chain().focus().redo().run()}
        className="max-md:size-10"
      >
        <Redo2 aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** A press on a button would take the selection away from the text. */
export function keepSelection(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
