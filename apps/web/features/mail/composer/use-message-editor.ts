import { type Editor, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { messageExtensions } from "./editor/extensions.ts";

export interface MessageEditorInput {
  html: string;
  onChange: () => void;
  /** Files from the clipboard; pictures among them go into the text. */
  onFiles: (files: File[]) => void;
}

/** The editor of a message. */
export function useMessageEditor({ html, onChange, onFiles }: MessageEditorInput): Editor {
  const t = useTranslations("composer");
  const latest = useRef({ onChange, onFiles });
  useEffect(() => {
    latest.current = { onChange, onFiles };
  });
  return useEditor(
    {
      // Only ever drawn in the browser.
      immediatelyRender: true,
      extensions: messageExtensions(t("placeholder")),
      content: html,
      onUpdate: () => latest.current.onChange(),
      editorProps: {
        attributes: { "aria-label": t("text"), "aria-multiline": "true", role: "textbox" },
        handlePaste: (_view, event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          // A cell or a page that was copied comes with a picture of itself beside its text.
          if (files.length === 0 || event.clipboardData?.getData("text/html")) return false;
          latest.current.onFiles(files);
          return true;
        },
      },
    },
    [],
  );
}

/** Puts the cursor before the text, now: the editor's own command waits for a frame, and keys pressed meanwhile would go elsewhere. */
export function focusStart(editor: Editor): void {
  editor.commands.setTextSelection(1);
  editor.view.focus();
}
