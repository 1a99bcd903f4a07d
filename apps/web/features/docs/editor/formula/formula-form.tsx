import { Button, Textarea } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useEditorWords } from "../words.ts";
import { drawFormula, longestFormula } from "./draw-formula.ts";

/** A formula in LaTeX, with how it is read. */
export function FormulaForm({ editor, pos, onDone }: { editor: Editor; pos: number; onDone: () => void }) {
  const words = useEditorWords();
  const id = useId();
  const preview = useRef<HTMLDivElement>(null);
  const node = editor.state.doc.nodeAt(pos);
  const isBlock = node?.type.name === "mathBlock";
  const [latex, setLatex] = useState(() => String(node?.attrs["latex"] ?? ""));
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    const element = preview.current;
    if (!element) return;
    if (latex.trim() === "") {
      element.textContent = "";
      setIsWrong(false);
      return;
    }
    let isLate = false;
    void drawFormula(element, latex, { isBlock }).then((isRead) => {
      if (!isLate) setIsWrong(!isRead);
    });
    return () => {
      isLate = true;
    };
  }, [latex, isBlock]);
  const keep = () => {
    const now = editor.state.doc.nodeAt(pos);
    if (now?.type.name === node?.type.name && now) {
      const { tr } = editor.state;
      if (latex.trim() === "") tr.delete(pos, pos + now.nodeSize);
      else tr.setNodeAttribute(pos, "latex", latex.trim());
      editor.view.dispatch(tr);
    }
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || (event.shiftKey && isBlock) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    keep();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      className="flex w-96 max-w-[calc(100vw-32px)] flex-col gap-2 p-3"
    >
      <label htmlFor={id} className="text-13 text-muted">
        {words("formula.label")}
      </label>
      <Textarea
        id={id}
        data-first=""
        dir="ltr"
        rows={isBlock ? 4 : 2}
        maxLength={longestFormula}
        value={latex}
        spellCheck={false}
        onChange={(event) => setLatex(event.target.value)}
        onKeyDown={onKeyDown}
        aria-invalid={isWrong || undefined}
        className="font-mono text-13!"
      />
      <div
        ref={preview}
        role="img"
        aria-label={words("formula.preview")}
        className="min-h-10 overflow-x-auto rounded-1 border bg-sunken px-3 py-2 text-16"
      />
      <p role="status" className="min-h-5 text-12 text-danger">
        {isWrong ? words("formula.wrong") : ""}
      </p>
      <Button type="submit" look="primary">
        {words("formula.keep")}
      </Button>
    </form>
  );
}
