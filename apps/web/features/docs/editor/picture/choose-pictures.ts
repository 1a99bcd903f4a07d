import type { Editor } from "@tiptap/core";
import { insertPictures } from "./uploads.ts";

/** Asks for pictures of this device. */
export function choosePictures(editor: Editor): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/png,image/jpeg,image/gif,image/webp";
  input.multiple = true;
  input.addEventListener("change", () => insertPictures(editor, [...(input.files ?? [])]));
  input.click();
}
