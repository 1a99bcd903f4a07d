import type { Editor } from "@tiptap/core";
import { useLayoutEffect, useRef } from "react";

/**
 * Where a text is drawn. Tiptap's own EditorContent draws all of it a second time when it comes, and once more when it goes, for parts that are React
 * components; texts have none, and long ones take a second for it.
 */
export function DrawnText({ editor, className }: { editor: Editor; className: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || editor.isDestroyed) return;
    element.append(editor.view.dom);
    editor.setOptions({ element });
  }, [editor]);
  return <div ref={place} className={className} />;
}
