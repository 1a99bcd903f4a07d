import type { DragEvent } from "react";
import type { Tag } from "./api.ts";

let dragged: Tag | null = null;

/** Begins to drag a tag onto a conversation. */
export function startTagDrag(event: DragEvent, tag: Tag): void {
  event.dataTransfer.effectAllowed = "copy";
  event.dataTransfer.setData("text/plain", tag.name);
  dragged = tag;
}

export function endTagDrag(): void {
  dragged = null;
}

/** The tag that is being dragged at the moment. */
export function draggedTag(): Tag | null {
  return dragged;
}
