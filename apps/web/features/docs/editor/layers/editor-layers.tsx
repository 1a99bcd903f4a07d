import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import type { Doc } from "yjs";
import { lazyLayer } from "../../../../client/lazy-layer.tsx";
import { LinkForm } from "../../../mail/composer/editor/link-button.tsx";
import { BlockBar } from "../block-bar/block-bar.tsx";
import { BlockHandle } from "../blocks/block-handle.tsx";
import { SelectionBubble } from "../bubble/selection-bubble.tsx";
import { ChoiceList } from "../choices/choice-list.tsx";
import { FindBar } from "../find/find-bar.tsx";
import { FootnoteForm } from "../footnote/footnote-form.tsx";
import { FormulaForm } from "../formula/formula-form.tsx";
import { LinkCard } from "../link/link-card.tsx";
import { MentionCard } from "../mention/mention-card.tsx";
import { AltForm } from "../picture/alt-form.tsx";
import { PictureFromFiles } from "../picture/picture-from-files.tsx";
import { TableSize } from "../table/table-size.tsx";
import { useEditorWords } from "../words.ts";
import { AtPlace } from "./at-place.tsx";
import { nodeRect, rangeRect } from "./floating.tsx";
import { type Layer, showLayer, useLayer } from "./layer.ts";

const PageDialog = lazyLayer(async () => (await import("../page/page-dialog.tsx")).PageDialog, {
  cancel: ({ onClose }: { doc: Doc; onClose: () => void }) => onClose(),
});

export interface EditorLayersProps {
  editor: Editor;
  doc: Doc;
  /** Verbs of others for text that is selected, such as Comment and Suggest. */
  bubble?: ReactNode;
}

/** All that stands over the text: menus at the caret, bars, cards and forms. It is put into what the text scrolls in. */
export function EditorLayers({ editor, doc, bubble }: EditorLayersProps) {
  return (
    <>
      <SelectionBubble editor={editor}>{bubble}</SelectionBubble>
      <LinkCard editor={editor} />
      <ChoiceList editor={editor} />
      <OpenLayer editor={editor} doc={doc} />
      <FindBar editor={editor} />
      {editor.isEditable ? (
        <>
          <BlockBar editor={editor} />
          <BlockHandle editor={editor} />
        </>
      ) : null}
    </>
  );
}

function OpenLayer({ editor, doc }: { editor: Editor; doc: Doc }) {
  const words = useEditorWords();
  const layer = useLayer(editor);
  if (!layer) return null;
  const close = () => {
    dropEmpty(editor, layer);
    showLayer(editor, null);
  };
  const done = () => {
    close();
    editor.view.focus();
  };
  if (layer.kind === "page") return <PageDialog doc={doc} onClose={done} />;
  if (layer.kind === "files") return <PictureFromFiles editor={editor} onClose={close} />;
  const rect = () => ("pos" in layer ? nodeRect(editor, layer.pos) : rangeRect(editor, editor.state.selection));
  return (
    <AtPlace key={layer.kind} editor={editor} label={words(`layers.${layer.kind}`)} rect={rect} onClose={close}>
      {layer.kind === "link" ? (
        <LinkForm editor={editor} onDone={done} />
      ) : layer.kind === "tableSize" ? (
        <TableSize editor={editor} onDone={done} />
      ) : !("pos" in layer) ? null : layer.kind === "footnote" ? (
        <FootnoteForm editor={editor} pos={layer.pos} onDone={done} />
      ) : layer.kind === "formula" ? (
        <FormulaForm editor={editor} pos={layer.pos} onDone={done} />
      ) : layer.kind === "alt" ? (
        <AltForm editor={editor} pos={layer.pos} onDone={done} />
      ) : (
        <MentionCard editor={editor} pos={layer.pos} />
      )}
    </AtPlace>
  );
}

/** What was begun and left without a word is taken out again. */
function dropEmpty(editor: Editor, layer: Layer): void {
  if ((layer.kind !== "footnote" && layer.kind !== "formula") || editor.isDestroyed || !editor.isEditable) return;
  const node = editor.state.doc.nodeAt(layer.pos);
  const isEmpty = node && (node.type.name === "footnote" ? node.attrs["text"] === "" : node.attrs["latex"] === "");
  if (node && isEmpty && /^(?:footnote|math)/.test(node.type.name))
    editor.view.dispatch(editor.state.tr.delete(layer.pos, layer.pos + node.nodeSize));
}
