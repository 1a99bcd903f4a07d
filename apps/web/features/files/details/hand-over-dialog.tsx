import { Button, Dialog, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { PersonField } from "../../sharing/person-field.tsx";
import { type FileNode, filesServer, patchNodes, refreshFiles } from "../api.ts";

interface HandOverDialogProps {
  node: FileNode;
  onClose: () => void;
  /** It lies somewhere else now. */
  onDone: () => void;
}

/** Makes somebody else the owner of a file or folder: what one cannot take back by oneself is asked with its consequences. */
export function HandOverDialog({ node, onClose, onDone }: HandOverDialogProps) {
  const t = useTranslations("files.handOver");
  const words = useWords();
  const queryClient = useQueryClient();
  const [address, setAddress] = useState("");
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (address.trim() === "") return setFault(t("missing"));
    setIsBusy(true);
    try {
      const { person } = await filesServer.handOver({ id: node.id, address: address.trim() });
      patchNodes(queryClient, [node.id], null);
      onClose();
      onDone();
      showToast({ text: t("done", { name: node.name, person }) });
      await refreshFiles(queryClient);
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { name: node.name })}
      description={t("hint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <PersonField
          value={address}
          error={fault}
          onChange={(value) => {
            setFault(undefined);
            setAddress(value);
          }}
        />
      </form>
    </Dialog>
  );
}
