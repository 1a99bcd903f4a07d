import { type DragEvent, useRef, useState } from "react";

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

/** Makes an element take files that are dropped anywhere on it. */
export function useFileDrop(onFiles: ((files: File[]) => void) | undefined) {
  const [isOver, setIsOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      depth.current++;
      setIsOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setIsOver(false);
    },
    onDragOver: (event: DragEvent) => {
      if (onFiles && hasFiles(event)) event.preventDefault();
    },
    // Before the editor, which would take pictures for itself.
    onDropCapture: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      depth.current = 0;
      setIsOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver, handlers };
}
