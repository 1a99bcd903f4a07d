import { IconButton } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { CircleCheck, Info, OctagonAlert, TriangleAlert, Ungroup } from "lucide-react";
import { useEditorWords } from "../words.ts";

const kinds = [
  ["info", Info],
  ["success", CircleCheck],
  ["warning", TriangleAlert],
  ["danger", OctagonAlert],
] as const;

/** As what the box stands out that the caret is in, and the way out of it. */
export function CalloutTools({ editor, pos }: { editor: Editor; pos: number }) {
  const words = useEditorWords();
  const kind: unknown = editor.state.doc.nodeAt(pos)?.attrs["kind"];
  return (
    <>
      {kinds.map(([one, Icon]) => (
        <IconButton
          key={one}
          label={words(`callout.${one}`)}
          side="top"
          size="small"
          isOn={kind === one}
          onClick={() => editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, "kind", one))}
          className="max-md:size-11"
        >
          <Icon aria-hidden="true" />
        </IconButton>
      ))}
      <IconButton
        label={words("callout.remove")}
        side="top"
        size="small"
        onClick={() => editor.chain().focus().lift("callout").run()}
        className="max-md:size-11"
      >
        <Ungroup aria-hidden="true" />
      </IconButton>
    </>
  );
}
