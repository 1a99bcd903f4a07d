import type { DragEvent } from "react";
import { downloadHref, type FileNode } from "./api.ts";

let dragged: readonly FileNode[] = [];

/** More cannot be named in one address. */
const mostInFile = 50;

/** Begins to drag entries: to a folder in this window, or out of it as a file. */
export function startNodeDrag(event: DragEvent, nodes: readonly FileNode[], label: string): void {
  const { dataTransfer } = event;
  dataTransfer.effectAllowed = "copyMove";
  dataTransfer.setData("text/plain", label);
  const [first] = nodes;
  if (first && nodes.length <= mostInFile) {
    const isFile = nodes.length === 1 && first.kind === "file";
    const name = isFile ? first.name : nodes.length === 1 ? `${first.name}.zip` : "files.zip";
    // How Chromium is told of a file that is fetched when it is let go outside: type, name, address.
    const plain = name.replaceAll(/[:\\*?"<>|]+/g, "_");
    dataTransfer.setData(
      "DownloadURL",
      `application/octet-stream:${plain}:${window.location.origin}${downloadHref(nodes)}`,
    );
  }
  const ghost = document.createElement("div");
  ghost.textContent = label;
  ghost.className = "fixed -top-20 left-0 max-w-80 truncate rounded-1 bg-toast px-3 py-2 text-13 text-on-toast";
  document.body.append(ghost);
  dataTransfer.setDragImage(ghost, 12, 16);
  // The picture is taken when this event ends.
  setTimeout(() => ghost.remove());
  dragged = nodes;
}

/** What is being dragged in this window. */
export const draggedNodes = (): readonly FileNode[] => dragged;

export function endNodeDrag(): void {
  dragged = [];
}

/** Whether files from outside are dragged. */
export const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
