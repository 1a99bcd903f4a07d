import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";

export interface ConfirmDialogProps {
  title: string;
  /** What is lost by it. */
  hint: string;
  /** The verb of its button. */
  verb: string;
  run: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that nobody can take back, and says what went wrong with it. */
export function ConfirmDialog({ title, hint, verb, run, onClose }: ConfirmDialogProps) {
  const t = useTranslations("chat.dialogs");
  const words = useWords();
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    setIsBusy(true);
    try {
      await run();
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={hint}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="danger" isBusy={isBusy} onClick={() => void submit()}>
            {verb}
          </Button>
        </>
      }
    >
      {fault ? (
        <p role="alert" className="text-13 text-danger">
          {fault}
        </p>
      ) : null}
    </Dialog>
  );
}
