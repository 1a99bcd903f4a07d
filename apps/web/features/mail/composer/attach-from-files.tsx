import { showToast } from "@carbyne/ui";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useWords } from "../../../client/words.ts";
import { filesServer } from "../../files/api.ts";
import type { FilesPickerProps } from "../../files/files-picker.tsx";
import type { AttachmentRef } from "../types.ts";

const FilesPicker = lazyLayer<FilesPickerProps>(
  async () => (await import("../../files/files-picker.tsx")).FilesPicker,
  { cancel: ({ onClose }) => onClose() },
);

/** Asks for files that lie in Files, and hands each over to the message. */
export function AttachFromFiles({ onTake, onClose }: { onTake: (ref: AttachmentRef) => void; onClose: () => void }) {
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
  return <FilesPicker onClose={onClose} onChoose={(files) => void attach(files.map((file) => file.id))} />;
}
