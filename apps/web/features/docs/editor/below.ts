import { type Editor, Extension } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";

/** Below the last block one can always go on writing: after what is no text, a paragraph is put there when it is wanted. */
export function writeBelow(editor: Editor, { isGoing }: { isGoing: boolean }): boolean {
  const { doc, schema, tr } = editor.state;
  const paragraph = schema.nodes["paragraph"]?.create();
  if (!paragraph || doc.lastChild?.isTextblock !== false) return false;
  tr.insert(doc.content.size, paragraph);
  if (isGoing) tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView();
  editor.view.dispatch(tr);
  return true;
}

/** A press below the text goes on below it. */
export const Below = Extension.create({
  name: "below",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              const last = view.dom.lastElementChild?.getBoundingClientRect();
              if (!editor.isEditable || event.target !== view.dom || !last || event.clientY <= last.bottom)
                return false;
              if (!writeBelow(editor, { isGoing: true })) return false;
              event.preventDefault();
              view.focus();
              return true;
            },
          },
        },
      }),
    ];
  },
});
