import { Button } from "@carbyne/ui";
import { useEditor, useEditorState } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { signatureExtensions } from "../mail/composer/editor/extensions.ts";
import { RichText } from "../mail/composer/editor/rich-text.tsx";
import { Toolbar } from "../mail/composer/editor/toolbar.tsx";
import type { SignatureEditorProps } from "./signature-editor.tsx";

/** The editor of the signature; saved when asked to, so that half a sentence never goes out below a message. */
export function SignatureForm({ signature, onSave }: SignatureEditorProps) {
  const t = useTranslations("settings.mail");
  const editor = useEditor(
    {
      immediatelyRender: true,
      extensions: signatureExtensions(),
      content: signature,
      editorProps: { attributes: { "aria-label": t("signature"), "aria-multiline": "true", role: "textbox" } },
    },
    // Saving must not replace the editor under the cursor.
    [],
  );
  const html = useEditorState({ editor, selector: ({ editor: now }) => (now.isEmpty ? "" : now.getHTML()) });
  const isChanged = html !== signature;
  return (
    <div className="rounded-2 border border-strong bg-surface focus-within:border-accent">
      <RichText editor={editor} className="px-3 py-2 [&_.tiptap]:min-h-24!" />
      <div className="flex items-center justify-end gap-2 border-t px-2 py-1.5 max-md:flex-wrap">
        <Toolbar
          editor={editor}
          formats={["bold", "italic", "bulletList"]}
          className="min-w-0 flex-1 max-md:basis-full"
        />
        <Button look="quiet" disabled={!isChanged} onClick={() => editor.commands.setContent(signature)}>
          {t("reset")}
        </Button>
        <Button look="primary" disabled={!isChanged} onClick={() => onSave(html)}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
