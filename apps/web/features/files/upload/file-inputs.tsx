import { useTranslations } from "next-intl";
import { type Ref, useImperativeHandle, useRef } from "react";
import { filesOfInput } from "../../transfer/chosen-files.ts";
import type { ChosenFile } from "./use-uploader.ts";

export interface FileInputsHandle {
  files: () => void;
  folder: () => void;
}

/** The browser's own dialogs for files and for a folder. */
export function FileInputs({
  onChoose,
  ref,
}: {
  onChoose: (chosen: ChosenFile[]) => void;
  ref: Ref<FileInputsHandle>;
}) {
  const t = useTranslations("files.upload");
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
        aria-label={t("files")}
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
        aria-label={t("folder")}
        onChange={(event) => onChange(event.currentTarget)}
      />
    </>
  );
}
