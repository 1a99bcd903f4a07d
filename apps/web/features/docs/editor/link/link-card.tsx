import { Button } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { getMarkRange } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ExternalLink } from "lucide-react";
import { Floating, rangeRect } from "../layers/floating.tsx";
import { showLayer, useLayer } from "../layers/layer.ts";
import { useEditorWords } from "../words.ts";

/** Below a link that the caret is in: where it leads, and what can be done with it. */
export function LinkCard({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const layer = useLayer(editor);
  const link = useEditorState({ editor, selector: ({ editor: now }) => linkAt(now) });
  if (!link || layer !== null) return null;
  return (
    <Floating
      editor={editor}
      rect={() => rangeRect(editor, link)}
      placement="bottom-start"
      role="group"
      aria-label={words("link.title")}
      onMouseDown={(event) => event.preventDefault()}
      className="flex max-w-[calc(100vw-16px)] items-center gap-1 p-1 text-13"
    >
      <a
        href={link.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="flex min-w-0 items-center gap-1.5 px-2 text-accent-ink underline max-md:min-h-11"
      >
        <span dir="ltr" className="max-w-64 truncate">
          {link.href.replace(/^(?:https?:\/\/|mailto:|tel:)/, "")}
        </span>
        <ExternalLink size={14} aria-hidden="true" className="shrink-0" />
      </a>
      {link.isWritable ? (
        <>
          <Button look="quiet" onClick={() => showLayer(editor, { kind: "link" })}>
            {words("link.edit")}
          </Button>
          <Button look="quiet" onClick={() => editor.chain().focus().extendMarkRange("link").unsetLink().run()}>
            {words("link.remove")}
          </Button>
        </>
      ) : null}
    </Floating>
  );
}

function linkAt(editor: Editor) {
  const { selection, schema } = editor.state;
  const type = schema.marks["link"];
  if (!selection.empty || !type || !editor.isFocused || !editor.isActive("link")) return null;
  const range = getMarkRange(selection.$from, type);
  const href: unknown = editor.getAttributes("link")["href"];
  if (!range || typeof href !== "string" || !/^(?:https?|mailto|tel):/i.test(href)) return null;
  return { from: range.from, to: range.to, href, isWritable: editor.isEditable };
}
