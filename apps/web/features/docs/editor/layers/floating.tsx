import { autoUpdate, computePosition, flip, hide, offset, type Placement, shift } from "@floating-ui/dom";
import type { Editor } from "@tiptap/core";
import { clsx } from "clsx";
import { type ComponentProps, useLayoutEffect, useRef } from "react";

export interface FloatingProps extends ComponentProps<"div"> {
  editor: Editor;
  /** Where what it belongs to is now; null while it is nowhere. */
  rect: () => DOMRect | null;
  placement?: Placement;
}

const [gapPx, edgePx] = [8, 8];

/** Stands by a place in the text and goes along with it. The focus stays where it is. */
export function Floating({ editor, rect, placement = "top", className, children, ...rest }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    let last = new DOMRect();
    const anchor = {
      contextElement: editor.view.dom,
      getBoundingClientRect: () => {
        last = rect() ?? last;
        return last;
      },
    };
    // Over the text only: what stands around it stays free.
    const boundary = editor.view.dom.closest(".doc-canvas") ?? undefined;
    const place = async () => {
      const { x, y, middlewareData } = await computePosition(anchor, element, {
        strategy: "fixed",
        placement,
        middleware: [
          offset(gapPx),
          flip({ padding: 2, ...(boundary ? { boundary } : {}) }),
          shift({ padding: edgePx }),
          hide(),
        ],
      });
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      element.style.visibility = middlewareData.hide?.referenceHidden === true ? "hidden" : "visible";
    };
    return autoUpdate(anchor, element, () => void place());
  });
  return (
    <div
      ref={box}
      style={{ visibility: "hidden" }}
      className={clsx("fixed top-0 left-0 z-20 rounded-2 border bg-raised shadow-floating print:hidden", className)}
      {...rest}
    >
      {children}
    </div>
  );
}

/** Where a part of the text is on the screen. */
export function rangeRect(editor: Editor, { from, to }: { from: number; to: number }): DOMRect | null {
  if (editor.isDestroyed) return null;
  const most = editor.state.doc.content.size;
  const start = editor.view.coordsAtPos(Math.min(from, most), 1);
  const end = editor.view.coordsAtPos(Math.min(to, most), -1);
  const top = Math.min(start.top, end.top);
  const bottom = Math.max(start.bottom, end.bottom);
  const left = Math.min(start.left, end.left);
  const right = Math.max(start.right, end.right);
  return new DOMRect(left, top, Math.max(1, right - left), bottom - top);
}

/** Where the element of a node is on the screen. */
export function nodeRect(editor: Editor, pos: number): DOMRect | null {
  if (editor.isDestroyed) return null;
  const dom = editor.view.nodeDOM(pos);
  return dom instanceof Element ? dom.getBoundingClientRect() : null;
}
