import { Button, Dialog, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Message } from "../api.ts";

/** Takes messages back for everybody, after a question. */
export function DeleteDialog({
  messages,
  onClose,
  onDone,
}: {
  messages: readonly Message[];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations("chat.message");
  const tSelecting = useTranslations("chat.selecting");
  const words = useWords();
  const count = messages.length;
  const remove = async () => {
    onClose();
    onDone();
    // One after the other: what is refused is told once, and what comes after it stays.
    try {
      for (const { id } of messages) await chatServer.remove(id);
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={count === 1 ? t("deleteTitle") : tSelecting("deleteTitle", { count })}
      description={count === 1 ? t("deleteHint") : tSelecting("deleteHint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="danger" onClick={() => void remove()}>
            {t("delete")}
          </Button>
        </>
      }
    />
  );
}
