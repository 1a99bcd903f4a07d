import { showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { lazyLayer } from "../../../../client/lazy-layer.tsx";
import type { FilesPickerProps } from "../../../files/files-picker.tsx";
import { surroundingsOf } from "../surroundings.ts";
import { useEditorWords } from "../words.ts";
import { copyPicture } from "./send-picture.ts";
import { putPicture } from "./uploads.ts";

const FilesPicker = lazyLayer<FilesPickerProps>(
  async () => (await import("../../../files/files-picker.tsx")).FilesPicker,
  { cancel: ({ onClose }) => onClose() },
);

/** Takes pictures that lie in Files into the text. */
export function PictureFromFiles({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const words = useEditorWords();
  const take = async (ids: readonly string[]) => {
    onClose();
    const around = surroundingsOf(editor);
    if (!around) return;
    for (const id of ids)
      try {
        const pictureId = await copyPicture(around.documentId, id);
        if (!editor.isDestroyed) putPicture(editor, pictureId, editor.state.selection.to);
      } catch (error) {
        showToast({ text: around.wordsOf(error) });
      }
    if (!editor.isDestroyed) editor.view.focus();
  };
  return (
    <FilesPicker
      onClose={onClose}
      onLink={undefined}
      isTooLarge={() => false}
      title={words("picture.fromFiles")}
      isWanted={({ mime }) => mime.startsWith("image/")}
      onChoose={(files) => void take(files.map(({ id }) => id))}
    />
  );
}
