import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWords } from "../../../client/words.ts";

export interface FormDialogProps {
  title: string;
  hint: string;
  submitLabel: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small form by which a program is given its part, or another one. */
export function FormDialog({ title, hint, submitLabel, isBusy, error, onSubmit, onClose, children }: FormDialogProps) {
  const t = useTranslations("chat.dialogs");
  const words = useWords();
  const submit = () => {
    if (!isBusy) onSubmit();
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
          <Button look="primary" isBusy={isBusy} onClick={submit}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
        {error ? (
          <p role="alert" className="text-13 text-danger">
            {words(error).text}
          </p>
        ) : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
