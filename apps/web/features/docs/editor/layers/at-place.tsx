import { Popover } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { type ReactNode, useMemo } from "react";

export interface AtPlaceProps {
  editor: Editor;
  label: string;
  rect: () => DOMRect | null;
  onClose: () => void;
  children: ReactNode;
}

/** A small form by a place in the text: it takes the focus, and gives it back to the text. */
export function AtPlace({ editor, label, rect, onClose, children }: AtPlaceProps) {
  // It stays where it was opened: what is edited in it may change its place's size.
  const place = useMemo(() => rect() ?? new DOMRect(window.innerWidth / 2, window.innerHeight / 3, 1, 1), []);
  return (
    <Popover
      isOpen
      label={label}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        onClose();
        if (!editor.isDestroyed) editor.view.focus();
      }}
      trigger={
        <span
          aria-hidden="true"
          tabIndex={-1}
          className="pointer-events-none fixed"
          style={{ left: place.left, top: place.top, width: place.width, height: place.height }}
        />
      }
    >
      {children}
    </Popover>
  );
}
