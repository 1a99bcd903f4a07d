import { type DragEvent, useRef, useState } from "react";
import { isShownPicture } from "./use-uploads.ts";

/** Where dropped files go: pictures can stand in the text. */
export type DropPlace = "text" | "files";

export interface FileDropInput {
  onFiles: ((files: File[], where: DropPlace) => void) | undefined;
  takesPictures: boolean;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

function arePictures(event: DragEvent): boolean {
  const files = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  return files.length > 0 && files.every((item) => isShownPicture(item.type));
}

/** Makes an element take files that are dropped anywhere on it. Pictures go into the text in its upper half, else they are attached. */
export function useFileDrop({ onFiles, takesPictures }: FileDropInput) {
  const [over, setOver] = useState<{ place: DropPlace; isChoice: boolean } | null>(null);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const placeOf = (event: DragEvent): { place: DropPlace; isChoice: boolean } => {
    if (!takesPictures || !arePictures(event)) return { place: "files", isChoice: false };
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return { place: event.clientY < top + height / 2 ? "text" : "files", isChoice: true };
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      depth.current++;
      setOver(placeOf(event));
    },
    onDragLeave: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(null);
    },
    onDragOver: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      event.preventDefault();
      const next = placeOf(event);
      setOver((now) => (now?.place === next.place && now.isChoice === next.isChoice ? now : next));
    },
    // Before the editor, which would take pictures for itself.
    onDropCapture: (event: DragEvent) => {
      if (!onFiles || !hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      depth.current = 0;
      setOver(null);
      onFiles([...event.dataTransfer.files], placeOf(event).place);
    },
  };
  return { over, handlers };
}
