import { showToast } from "@carbyne/ui";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useWords } from "../../../client/words.ts";
import { filesServer } from "../../files/api.ts";
import type { FilesPickerProps } from "../../files/files-picker.tsx";
import type { AttachmentRef } from "../types.ts";
import type { LinkedFiles } from "./linking/use-linked-files.ts";
import { encodedBytes } from "./use-uploads.ts";

const FilesPicker = lazyLayer<FilesPickerProps>(
  async () => (await import("../../files/files-picker.tsx")).FilesPicker,
  { cancel: ({ onClose }) => onClose() },
);

interface AttachFromFilesProps {
  attached: readonly AttachmentRef[];
  /** The most bytes that a message may have. */
  max: number;
  linked: LinkedFiles;
  onTake: (ref: AttachmentRef) => void;
  onClose: () => void;
}

/** Asks for files that lie in Files, and hands each over to the message, or a link to it. */
export function AttachFromFiles({ attached, max, linked, onTake, onClose }: AttachFromFilesProps) {
  const words = useWords();
  const attach = async (ids: string[]) => {
    onClose();
    try {
      const { files } = await filesServer.attach(ids);
      for (const file of files) onTake(file);
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
  };
  return (
    <FilesPicker
      onClose={onClose}
      onChoose={(files) => void attach(files.map((file) => file.id))}
      isTooLarge={(files) => encodedBytes([...attached, ...files]) > max}
      onLink={
        linked.isAllowed
          ? (files) => {
              onClose();
              void linked.link(files);
            }
          : undefined
      }
    />
  );
}
