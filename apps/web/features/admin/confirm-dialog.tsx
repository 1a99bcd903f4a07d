import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";

export interface ConfirmDialogProps {
  title: string;
  /** What will be lost. */
  text: string;
  /** What has to be typed before it is done. */
  word: string;
  submitLabel: string;
  isBusy: boolean;
  error?: string | undefined;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before something that is hard to take back, and wants its name typed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslations("admin");
  const form = useId();
  const [typed, setTyped] = useState("");
  const isRight = typed.trim().toLowerCase() === props.word.toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) props.onConfirm();
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      description={props.text}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button type="submit" form={form} look="danger" disabled={!isRight} isBusy={props.isBusy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t("typeToConfirm", { word: props.word })} error={props.error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={typed}
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
