import { IconButton } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { Bold, Italic, Link, Underline } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Floating, rangeRect } from "../layers/floating.tsx";
import { showLayer, useLayer } from "../layers/layer.ts";
import { ToolRule } from "../toolbar/tool.tsx";
import { useEditorWords } from "../words.ts";

/** Over text that is selected: what is done with it most. `children` are verbs of others, such as Comment and Suggest. */
export function SelectionBubble({ editor, children }: { editor: Editor; children?: ReactNode }) {
  const t = useTranslations("docs.tools");
  const words = useEditorWords();
  const layer = useLayer(editor);
  const isSelecting = useIsSelecting(editor);
  const isChosen = useIsChosen(editor);
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => {
      const { selection } = at.state;
      const isText = selection instanceof TextSelection && !selection.empty && !selection.$from.parent.type.spec.code;
      // What is only read has no focus: what is chosen in it says that somebody is there.
      if (!isText || (at.isEditable && !at.isFocused)) return null;
      return {
        from: selection.from,
        to: selection.to,
        bold: at.isActive("bold"),
        italic: at.isActive("italic"),
        underline: at.isActive("underline"),
        link: at.isActive("link"),
        isWritable: at.isEditable,
      };
    },
  });
  if (!now || layer !== null || isSelecting || !(now.isWritable || isChosen)) return null;
  if (!now.isWritable && !children) return null;
  const run = () => editor.chain().focus();
  const verb = (label: string, keys: string, Icon: typeof Bold, isOn: boolean, onPress: () => void) => (
    <IconButton
      label={label}
      keys={keys}
      side="top"
      size="small"
      isOn={isOn}
      onClick={onPress}
      className="max-md:size-11"
    >
      <Icon aria-hidden="true" />
    </IconButton>
  );
  return (
    <Floating
      editor={editor}
      rect={() => rangeRect(editor, now)}
      role="toolbar"
      aria-label={words("selection")}
      onMouseDown={(event) => event.preventDefault()}
      className="flex items-center gap-0.5 p-1"
    >
      {now.isWritable ? (
        <>
          {verb(t("bold"), "Ctrl+B", Bold, now.bold, () => run().toggleBold().run())}
          {verb(t("italic"), "Ctrl+I", Italic, now.italic, () => run().toggleItalic().run())}
          {verb(t("underline"), "Ctrl+U", Underline, now.underline, () => run().toggleUnderline().run())}
          {verb(words("link.title"), "Ctrl+K", Link, now.link, () => showLayer(editor, { kind: "link" }))}
        </>
      ) : null}
      {children ? (
        <>
          {now.isWritable ? <ToolRule /> : null}
          {children}
        </>
      ) : null}
    </Floating>
  );
}

/** Whether a pointer is still choosing text: nothing comes in its way. */
function useIsSelecting(editor: Editor): boolean {
  const [isDown, setIsDown] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    const onDown = () => setIsDown(true);
    const onUp = () => setIsDown(false);
    dom.addEventListener("pointerdown", onDown);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onUp);
    return () => {
      dom.removeEventListener("pointerdown", onDown);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onUp);
    };
  }, [editor]);
  return isDown;
}

/** Whether words of the text are chosen on the page, also where nobody writes. */
function useIsChosen(editor: Editor): boolean {
  const [isChosen, setIsChosen] = useState(false);
  useEffect(() => {
    const read = () => {
      const selection = document.getSelection();
      const isHere = selection !== null && !selection.isCollapsed && editor.view.dom.contains(selection.anchorNode);
      setIsChosen(isHere);
    };
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [editor]);
  return isChosen;
}
