import type { MouseEvent } from "react";
import { isPlainClick } from "../../client/place.ts";
import type { FileNode } from "./api.ts";
import { fileHref, folderHref } from "./place.ts";

interface LinkOf {
  node: FileNode;
  line: number;
  isTrash: boolean;
  onOpen: (node: FileNode) => void;
  onPress: (node: FileNode, line: number, how: "toggle" | "extend" | "stand") => void;
}

const isTouch = (event: MouseEvent) =>
  event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch";

/** The link of an entry, in a list and among pictures alike: what a press on it means. */
export function nodeLink({ node, line, isTrash, onOpen, onPress }: LinkOf) {
  return {
    href: node.kind === "folder" ? folderHref(node.id) : fileHref(node),
    draggable: false,
    onClick(event: MouseEvent) {
      if (event.shiftKey || event.ctrlKey || event.metaKey) {
        event.preventDefault();
        onPress(node, line, event.shiftKey ? "extend" : "toggle");
        return;
      }
      if (!isPlainClick(event)) return;
      event.preventDefault();
      // A finger and a key open; a mouse stands on it first, as in every list of files.
      onPress(node, line, "stand");
      if (!isTrash && (isTouch(event) || event.detail === 0)) onOpen(node);
    },
    onDoubleClick: () => (isTrash ? undefined : onOpen(node)),
  };
}
