import { Select } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Bold, Italic, List, ListChecks, ListOrdered, Redo2, Underline, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Tool, ToolRule } from "./tool.tsx";

const styles = ["paragraph", "h1", "h2", "h3", "h4"] as const;
type Style = (typeof styles)[number];

/** What is used all the time, in one line over the text. */
export function TextToolbar({ editor, end }: { editor: Editor; end?: ReactNode }) {
  const t = useTranslations("docs.tools");
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      style: styleOf(at),
      bold: at.isActive("bold"),
      italic: at.isActive("italic"),
      underline: at.isActive("underline"),
      bulletList: at.isActive("bulletList"),
      orderedList: at.isActive("orderedList"),
      taskList: at.isActive("taskList"),
      canUndo: at.can().undo(),
      canRedo: at.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <div
      role="toolbar"
      aria-label={t("title")}
      className="flex h-11 shrink-0 items-center gap-0.5 overflow-x-auto border-b bg-bg px-4 max-md:px-1"
    >
      <Tool
        label={t("undo")}
        keys="Ctrl+Z"
        icon={<Undo2 aria-hidden="true" />}
        isDisabled={!now.canUndo}
        onPress={() => run().undo().run()}
      />
      <Tool
        label={t("redo")}
        keys="Ctrl+Y"
        icon={<Redo2 aria-hidden="true" />}
        isDisabled={!now.canRedo}
        onPress={() => run().redo().run()}
      />
      <ToolRule />
      <Select
        label={t("style")}
        value={now.style}
        options={styles.map((value) => ({ value, label: t(`styles.${value}`) }))}
        onChange={(style) => setStyle(editor, style)}
        className="h-8! w-32 shrink-0 text-13!"
      />
      <ToolRule />
      <Tool
        label={t("bold")}
        keys="Ctrl+B"
        icon={<Bold aria-hidden="true" />}
        isOn={now.bold}
        onPress={() => run().toggleBold().run()}
      />
      <Tool
        label={t("italic")}
        keys="Ctrl+I"
        icon={<Italic aria-hidden="true" />}
        isOn={now.italic}
        onPress={() => run().toggleItalic().run()}
      />
      <Tool
        label={t("underline")}
        keys="Ctrl+U"
        icon={<Underline aria-hidden="true" />}
        isOn={now.underline}
        onPress={() => run().toggleUnderline().run()}
      />
      <ToolRule />
      <Tool
        label={t("bulletList")}
        keys="Ctrl+Shift+8"
        icon={<List aria-hidden="true" />}
        isOn={now.bulletList}
        onPress={() => run().toggleBulletList().run()}
      />
      <Tool
        label={t("orderedList")}
        keys="Ctrl+Shift+7"
        icon={<ListOrdered aria-hidden="true" />}
        isOn={now.orderedList}
        onPress={() => run().toggleOrderedList().run()}
      />
      <Tool
        label={t("taskList")}
        keys="Ctrl+Shift+9"
        icon={<ListChecks aria-hidden="true" />}
        isOn={now.taskList}
        onPress={() => run().toggleTaskList().run()}
      />
      <span className="flex-1" />
      {end}
    </div>
  );
}

const levels = { h1: 1, h2: 2, h3: 3, h4: 4 } as const;

function styleOf(editor: Editor): Style {
  for (const style of styles)
    if (style !== "paragraph" && editor.isActive("heading", { level: levels[style] })) return style;
  return "paragraph";
}

function setStyle(editor: Editor, style: Style): void {
  const chain = editor.chain().focus();
  (style === "paragraph" ? chain.setParagraph() : chain.setHeading({ level: levels[style] })).run();
}
