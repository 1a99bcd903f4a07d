import { Button, Textarea } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, useId, useState } from "react";
import { useEditorWords } from "../words.ts";

const longest = 2000;

/** What a note at the foot says. */
export function FootnoteForm({ editor, pos, onDone }: { editor: Editor; pos: number; onDone: () => void }) {
  const words = useEditorWords();
  const id = useId();
  const [text, setText] = useState(() => String(editor.state.doc.nodeAt(pos)?.attrs["text"] ?? ""));
  if (!editor.isEditable)
    return (
      <p dir="auto" className="max-w-80 p-3 text-14">
        {text}
      </p>
    );
  const keep = () => {
    const node = editor.state.doc.nodeAt(pos);
    if (node?.type.name === "footnote") {
      const { tr } = editor.state;
      if (text.trim() === "") tr.delete(pos, pos + node.nodeSize);
      else tr.setNodeAttribute(pos, "text", text.trim());
      editor.view.dispatch(tr);
    }
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    keep();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      className="flex w-80 max-w-[calc(100vw-32px)] flex-col gap-2 p-3"
    >
      <label htmlFor={id} className="text-13 text-muted">
        {words("footnote.label")}
      </label>
      <Textarea
        id={id}
        data-first=""
        dir="auto"
        rows={3}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" look="primary">
        {words("footnote.keep")}
      </Button>
    </form>
  );
}
