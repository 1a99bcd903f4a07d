import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";

export interface KeptDialogProps {
  title: string;
  startName: string;
  words: { name: string; nameMissing: string };
  nameHint?: string;
  isBusy: boolean;
  children: ReactNode;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks for a text that is kept under a name; saved when asked to, so that half a sentence never goes out. */
export function KeptDialog({ title, startName, words, nameHint, isBusy, children, onSave, onClose }: KeptDialogProps) {
  const t = useTranslations("identities");
  const form = useId();
  const [name, setName] = useState(startName);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") setError(words.nameMissing);
    else onSave(name.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={title}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isBusy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={words.name} hint={nameHint} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
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
        {children}
      </form>
    </Dialog>
  );
}
