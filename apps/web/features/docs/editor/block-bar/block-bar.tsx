import type { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { CalloutTools } from "../callout/callout-tools.tsx";
import { CodeTools } from "../code/code-tools.tsx";
import { Floating, nodeRect } from "../layers/floating.tsx";
import { useLayer } from "../layers/layer.ts";
import { PictureTools } from "../picture/picture-bar.tsx";
import { TableTools } from "../table/table-bar.tsx";
import { useEditorWords } from "../words.ts";

const kinds = ["table", "picture", "callout", "codeBlock"] as const;
type Kind = (typeof kinds)[number];

/** Over a table, a picture, a box or code that one is in: what can be done with it. */
export function BlockBar({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const layer = useLayer(editor);
  const here = useEditorState({ editor, selector: ({ editor: now }) => (now.isEditable ? blockHere(now) : null) });
  if (!here || layer !== null) return null;
  const { kind, pos } = here;
  return (
    <Floating
      editor={editor}
      rect={() => nodeRect(editor, pos)}
      placement="top-start"
      role="toolbar"
      aria-label={words(`bars.${kind}`)}
      onMouseDown={(event) => event.preventDefault()}
      className="flex max-w-[calc(100vw-16px)] items-center gap-0.5 overflow-x-auto p-1"
    >
      {kind === "table" ? (
        <TableTools editor={editor} />
      ) : kind === "picture" ? (
        <PictureTools editor={editor} pos={pos} />
      ) : kind === "callout" ? (
        <CalloutTools editor={editor} pos={pos} />
      ) : (
        <CodeTools editor={editor} pos={pos} />
      )}
    </Floating>
  );
}

/** The innermost of those that the caret is in; `attrs` so that it is drawn anew when they change. */
function blockHere(editor: Editor): { kind: Kind; pos: number; attrs: Record<string, unknown> } | null {
  const { selection } = editor.state;
  const kindOf = (name: string) => kinds.find((kind) => kind === name);
  if (selection instanceof NodeSelection) {
    const kind = kindOf(selection.node.type.name);
    if (kind) return { kind, pos: selection.from, attrs: selection.node.attrs };
  }
  const { $from } = selection;
  // While text is selected its own bar is there.
  const isText = selection instanceof TextSelection && !selection.empty;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    const kind = kindOf(node.type.name);
    if (kind) return isText ? null : { kind, pos: $from.before(depth), attrs: node.attrs };
  }
  return null;
}
