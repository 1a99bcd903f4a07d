import { IconButton, showToast } from "@carbyne/ui";
import { Image } from "@tiptap/extension-image";
import { type Editor, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useWords } from "../../client/words.ts";
import { RichText } from "../mail/composer/editor/rich-text.tsx";
import { Toolbar } from "../mail/composer/editor/toolbar.tsx";
import { upload, type Uploaded } from "../mail/composer/upload.ts";

const pictureTypes = "image/png,image/jpeg,image/gif,image/webp";

export interface RichFieldProps {
  label: string;
  editor: Editor;
  /** A picture that came into the text. */
  onPicture: (file: Uploaded) => void;
}

/** An editor for text that goes into messages later: of a signature or a template. */
export function useRichField({ label, html, onChange }: { label: string; html: string; onChange: () => void }): Editor {
  return useEditor(
    {
      immediatelyRender: true,
      extensions: [
        StarterKit.configure({
          trailingNode: false,
          link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { rel: null, target: null } },
        }),
        Image.configure({ inline: true }),
      ],
      content: html,
      onUpdate: onChange,
      editorProps: { attributes: { "aria-label": label, "aria-multiline": "true", role: "textbox" } },
    },
    [],
  );
}

/** The field itself: text, its looks, and pictures. */
export function RichField({ editor, onPicture }: RichFieldProps) {
  const t = useTranslations("identities");
  const words = useWords();
  const file = useRef<HTMLInputElement>(null);
  const add = async (picked: File) => {
    try {
      const sent = await upload({ file: picked, onProgress: () => undefined, signal: new AbortController().signal });
      onPicture(sent);
      editor
        .chain()
        .focus()
        .setImage({ src: `/uploads/${sent.uploadId}`, alt: "" })
        .run();
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
  };
  return (
    <div className="rounded-2 border border-strong bg-surface focus-within:border-accent">
      <RichText editor={editor} className="max-h-80 overflow-y-auto px-3 py-2 [&_.tiptap]:min-h-32!" />
      <div className="flex items-center gap-1 border-t px-2 py-1.5">
        <Toolbar editor={editor} formats={["bold", "italic", "bulletList", "orderedList"]} className="min-w-0 flex-1" />
        <IconButton label={t("picture")} size="small" side="top" onClick={() => file.current?.click()}>
          <ImagePlus aria-hidden="true" />
        </IconButton>
      </div>
      <input
        ref={file}
        type="file"
        accept={pictureTypes}
        hidden
        onChange={(event) => {
          const [picked] = event.target.files ?? [];
          if (picked) void add(picked);
          event.target.value = "";
        }}
      />
    </div>
  );
}
