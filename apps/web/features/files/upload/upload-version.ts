import type { FileNode } from "../api.ts";
import { addUploads } from "./upload-store.ts";

/** Asks for a file and makes it the next version of one that is there, whatever it is called where it comes from. */
export function uploadVersion({ name, parentId }: Pick<FileNode, "name" | "parentId">): void {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) addUploads([{ file, name, parentId, whenTaken: "replace" }]);
  });
  input.click();
}
