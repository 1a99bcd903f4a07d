import { type DragEvent, useState } from "react";
import type { FileNode } from "./api.ts";
import { draggedNodes, endNodeDrag } from "./dragged-nodes.ts";

/** What makes something outside of a list take entries that are dragged onto it. */
export function useNodeDrop(onDrop: (nodes: readonly FileNode[]) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    drop: {
      onDragOver: (event: DragEvent) => {
        if (draggedNodes().length === 0) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: () => setIsOver(false),
      onDrop: (event: DragEvent) => {
        setIsOver(false);
        const nodes = draggedNodes();
        if (nodes.length === 0) return;
        event.preventDefault();
        endNodeDrag();
        onDrop(nodes);
      },
    },
  };
}
