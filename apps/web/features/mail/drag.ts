import type { DragEvent } from "react";
import { useSyncExternalStore } from "react";
import type { ConversationRow } from "./types.ts";

let dragged: readonly ConversationRow[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ConversationRow[]): void {
  dragged = next;
  for (const listener of listeners) listener();
}

/** Begins to drag conversations; only this window can take them. */
export function startDrag(event: DragEvent, rows: readonly ConversationRow[], label: string): void {
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", label);
  const ghost = document.createElement("div");
  ghost.textContent = label;
  ghost.className = "fixed -top-20 left-0 max-w-80 truncate rounded-1 bg-toast px-3 py-2 text-13 text-on-toast";
  document.body.append(ghost);
  event.dataTransfer.setDragImage(ghost, 12, 16);
  // The picture is taken when this event ends.
  setTimeout(() => ghost.remove());
  set(rows);
}

export function endDrag(): void {
  set([]);
}

const none: readonly ConversationRow[] = [];

/** What is being dragged at the moment. */
export function useDragged(): readonly ConversationRow[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => dragged,
    () => none,
  );
}
