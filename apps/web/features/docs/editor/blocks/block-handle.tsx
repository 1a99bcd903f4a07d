import { IconButton, Menu } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { GripVertical, Plus } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { Floating } from "../layers/floating.tsx";
import { useEditorWords } from "../words.ts";
import { blockAtPointer } from "./block-at-pointer.ts";
import { blockEntries, selectBlock } from "./block-entries.tsx";

/** Beside the block under the pointer: what moves it, its menu, and a way to write below it. Keys and the toolbar have the same verbs. */
export function BlockHandle({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const [pos, release] = useBlockUnderPointer(editor);
  const [isOpen, setIsOpen] = useState(false);
  if (pos === null) return null;
  const isRightToLeft = getComputedStyle(editor.view.dom).direction === "rtl";
  const rect = () => firstLine(editor, pos);

  const add = () => {
    const node = editor.state.doc.nodeAt(pos);
    if (!node) return;
    const { tr } = editor.state;
    const isEmpty = node.type.name === "paragraph" && node.content.size === 0;
    const $pos = editor.state.doc.resolve(pos);
    const item = $pos.parent.type.contentMatch.defaultType;
    let at = pos;
    if (!isEmpty) {
      at = pos + node.nodeSize;
      const fresh = $pos.parent.type.name.endsWith("List") ? node.type.createAndFill() : item?.createAndFill();
      if (!fresh) return;
      tr.insert(at, fresh);
    }
    tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
    tr.insertText("/");
    editor.view.dispatch(tr.scrollIntoView());
    editor.view.focus();
    release();
  };
  const onDragStart = (event: DragEvent) => {
    const selection = selectBlock(editor, pos);
    const dom = editor.view.nodeDOM(pos);
    if (!selection || !(dom instanceof Element)) {
      event.preventDefault();
      return;
    }
    const { dom: written, text, slice } = editor.view.serializeForClipboard(selection.content());
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/html", written.innerHTML);
    event.dataTransfer.setData("text/plain", text);
    event.dataTransfer.effectAllowed = "copyMove";
    event.dataTransfer.setDragImage(dom, 0, 0);
    editor.view.dragging = { slice, move: true };
  };
  return (
    <Floating
      editor={editor}
      rect={rect}
      placement={isRightToLeft ? "right-start" : "left-start"}
      data-block-handle=""
      className="flex border-transparent! bg-transparent! shadow-none! max-md:hidden"
    >
      <IconButton
        label={words("block.add")}
        size="small"
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={add}
        className="size-6!"
      >
        <Plus aria-hidden="true" />
      </IconButton>
      <IconButton
        label={words("block.title")}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        size="small"
        tabIndex={-1}
        draggable
        onDragStart={onDragStart}
        onDragEnd={() => {
          editor.view.dragging = null;
          release();
        }}
        onClick={() => setIsOpen(true)}
        className="size-6! cursor-grab"
      >
        <GripVertical aria-hidden="true" />
      </IconButton>
      <Menu
        align="start"
        keepFocus
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        entries={blockEntries(editor, words, pos)}
        // A button that is the menu's own opens it as soon as it is pressed, and could not be dragged.
        trigger={<button type="button" tabIndex={-1} aria-hidden="true" data-block-menu="" className="h-6" />}
      />
    </Floating>
  );
}

/** Where the first line of a block is: a handle stands by it, not by its middle. */
function firstLine(editor: Editor, pos: number): DOMRect | null {
  if (editor.isDestroyed || pos >= editor.state.doc.content.size) return null;
  const dom = editor.view.nodeDOM(pos);
  if (!(dom instanceof HTMLElement)) return null;
  const { left, top, width } = dom.getBoundingClientRect();
  const node = editor.state.doc.nodeAt(pos);
  const line = node?.isTextblock ? Number.parseFloat(getComputedStyle(dom).lineHeight) || 24 : 24;
  // A point's sign stands before its text.
  const signPx = node?.type.name === "listItem" ? 22 : 0;
  const isRightToLeft = getComputedStyle(dom).direction === "rtl";
  return new DOMRect(left - (isRightToLeft ? 0 : signPx), top + Math.max(0, (line - 24) / 2), width + signPx, 24);
}

function useBlockUnderPointer(editor: Editor): readonly [number | null, () => void] {
  const [pos, setPos] = useState<number | null>(null);
  useEffect(() => {
    const canvas = editor.view.dom.closest(".doc-canvas");
    if (!canvas) return;
    let frame = 0;
    const onMove = (event: Event) => {
      if (!(event instanceof PointerEvent) || event.pointerType === "touch" || event.buttons > 0) return;
      cancelAnimationFrame(frame);
      const at = { x: event.clientX, y: event.clientY };
      frame = requestAnimationFrame(() => {
        if (editor.isDestroyed || !editor.isEditable || isMenuOpen()) return;
        setPos(blockAtPointer(editor.view, at));
      });
    };
    const hide = () => {
      if (!isMenuOpen()) setPos(null);
    };
    const onLeave = (event: Event) => {
      const to = event instanceof PointerEvent ? event.relatedTarget : null;
      if (!(to instanceof Element && to.closest("[data-block-handle]"))) hide();
    };
    const onTransaction = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) setPos(null);
    };
    canvas.addEventListener("pointermove", onMove, { passive: true });
    canvas.addEventListener("pointerleave", onLeave);
    canvas.addEventListener("scroll", hide, { passive: true });
    editor.on("transaction", onTransaction);
    return () => {
      cancelAnimationFrame(frame);
      canvas.removeEventListener("pointermove", onMove);
      canvas.removeEventListener("pointerleave", onLeave);
      canvas.removeEventListener("scroll", hide);
      editor.off("transaction", onTransaction);
    };
  }, [editor]);
  return [pos, () => setPos(null)];
}

const isMenuOpen = () => document.querySelector("[data-block-menu][data-state=open]") !== null;
