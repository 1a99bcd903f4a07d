import { Button, Dialog, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";

const longest = 1000;

/** A few words of one's own to what one saved. */
export function NoteDialog({
  note,
  onSave,
  onClose,
}: {
  note: string;
  onSave: (note: string) => Promise<void>;
  onClose: () => void;
}) {
  const t = useTranslations("chat.places");
  const words = useWords();
  const [text, setText] = useState(note);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const save = async () => {
    setIsBusy(true);
    try {
      await onSave(text.trim());
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("note")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <Textarea
        aria-label={t("note")}
        dir="auto"
        rows={4}
        autoFocus
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {fault ? (
        <p role="alert" className="mt-2 text-13 text-danger">
          {fault}
        </p>
      ) : null}
    </Dialog>
  );
}
