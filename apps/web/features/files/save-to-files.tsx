import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useStored } from "../../client/stored.ts";
import { useWords } from "../../client/words.ts";
import { filesServer, refreshFiles } from "./api.ts";
import { FolderPicker } from "./folder-picker.tsx";
import { folderHref } from "./place.ts";

export interface SaveToFilesProps {
  messageId: string;
  files: readonly { path: string; name: string }[];
  onClose: () => void;
}

/** Asks for a folder and keeps files of a message there; the next time it begins in the same folder. */
export function SaveToFiles({ messageId, files, onClose }: SaveToFilesProps) {
  const t = useTranslations("files");
  const words = useWords();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [last, setLast] = useStored("files.saveTo");
  const save = async (target: { id: string; name: string }) => {
    onClose();
    try {
      await filesServer.saveAttachments({ messageId, paths: files.map((file) => file.path), parentId: target.id });
      setLast(target.id);
      showToast({
        text: t("done.saved", { count: files.length, name: files[0]?.name ?? "", folder: target.name }),
        action: { label: t("show"), run: () => router.push(folderHref(target.id)), isByPressOnly: true },
      });
      await refreshFiles(queryClient);
    } catch (error) {
      // The folder of the last time may be gone; any other begins anew from the home.
      if (target.id === last) setLast(null);
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
  };
  return (
    <FolderPicker kind="save" nodes={files} from={last} onClose={onClose} onChoose={(target) => void save(target)} />
  );
}
