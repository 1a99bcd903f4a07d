import type { DragEvent } from "react";
import { useSyncExternalStore } from "react";
import type { ConversationRow } from "./types.ts";
import { downloadHref } from "./verbs/download.ts";

let dragged: readonly ConversationRow[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ConversationRow[]): void {
  dragged = next;
  for (const listener of listeners) listener();
}

/** Begins to drag conversations: to a place in this window, or out of it as a file. */
export function startDrag(event: DragEvent, rows: readonly ConversationRow[], label: string): void {
  event.dataTransfer.effectAllowed = "copyMove";
  event.dataTransfer.setData("text/plain", label);
  const file = fileOf(rows, label);
  if (file) event.dataTransfer.setData("DownloadURL", file);
  const ghost = document.createElement("div");
  ghost.textContent = label;
  ghost.className = "fixed -top-20 left-0 max-w-80 truncate rounded-1 bg-toast px-3 py-2 text-13 text-on-toast";
  document.body.append(ghost);
  event.dataTransfer.setDragImage(ghost, 12, 16);
  // The picture is taken when this event ends.
  setTimeout(() => ghost.remove());
  set(rows);
}

/** More cannot be named in one address. */
const mostInFile = 50;

/** How Chromium is told of a file that is fetched when it is let go outside: type, name, address. */
function fileOf(rows: readonly ConversationRow[], label: string): string | null {
  if (rows.length > mostInFile) return null;
  const isOne = rows.length === 1 && rows[0]?.count === 1;
  const name = label
    .replaceAll(/[\p{Cc}:\\/*?"<>|]+/gu, " ")
    .trim()
    .slice(0, 80);
  const type = isOne ? "message/rfc822" : "application/zip";
  return `${type}:${name}.${isOne ? "eml" : "zip"}:${window.location.origin}${downloadHref(rows)}`;
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
