import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";

export interface SaveTemplateDialogProps {
  /** What it is called unless somebody says otherwise. */
  name: string;
  isBusy: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks what a template shall be called. */
export function SaveTemplateDialog(props: SaveTemplateDialogProps) {
  const t = useTranslations("identities");
  const form = useId();
  const [name, setName] = useState(props.name);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (name.trim() === "") setError(t("template.nameMissing"));
    else props.onSave(name.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t("template.saveTitle")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={props.isBusy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t("template.name")} hint={t("template.placeholders")} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              autoFocus
              value={name}
              maxLength={200}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
