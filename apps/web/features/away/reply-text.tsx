import { useEditor } from "@tiptap/react";
import { signatureExtensions } from "../mail/composer/editor/extensions.ts";
import { RichText } from "../mail/composer/editor/rich-text.tsx";
import { Toolbar } from "../mail/composer/editor/toolbar.tsx";

export interface ReplyTextProps {
  label: string;
  html: string;
  onChange: (html: string) => void;
}

/** The words of a reply, with what a short letter needs. */
export function ReplyText({ label, html, onChange }: ReplyTextProps) {
  const editor = useEditor(
    {
      immediatelyRender: true,
      extensions: signatureExtensions(),
      content: html,
      onUpdate: ({ editor: now }) => onChange(now.isEmpty ? "" : now.getHTML()),
      editorProps: { attributes: { "aria-label": label, "aria-multiline": "true", role: "textbox" } },
    },
    // The form keeps the text; what it gives back is what was written here.
    [],
  );
  return (
    <div className="rounded-2 border border-strong bg-surface focus-within:border-accent">
      <RichText editor={editor} className="px-3 py-2 [&_.tiptap]:min-h-24!" />
      <Toolbar editor={editor} formats={["bold", "italic", "bulletList"]} className="border-t px-2 py-1" />
    </div>
  );
}
