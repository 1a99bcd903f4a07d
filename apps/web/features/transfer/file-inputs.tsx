import { type Ref, useImperativeHandle, useRef } from "react";
import { filesOfInput } from "./chosen-files.ts";
import type { PathFile } from "./tar.ts";

export interface FileInputsHandle {
  files: () => void;
  folder: () => void;
}

interface Props {
  labels: { files: string; folder: string };
  onChoose: (chosen: PathFile[]) => void;
  ref: Ref<FileInputsHandle>;
}

/** The browser's own dialogs for files and for a folder. */
export function FileInputs({ labels, onChoose, ref }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ files: () => files.current?.click(), folder: () => folder.current?.click() }));
  const onChange = (input: HTMLInputElement) => {
    onChoose(filesOfInput(input.files));
    // The same file can be chosen again.
    input.value = "";
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={labels.files}
        onChange={(event) => onChange(event.currentTarget)}
      />
      <input
        ref={(node) => {
          folder.current = node;
          // React does not know the attribute.
          node?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        multiple
        hidden
        aria-label={labels.folder}
        onChange={(event) => onChange(event.currentTarget)}
      />
    </>
  );
}
