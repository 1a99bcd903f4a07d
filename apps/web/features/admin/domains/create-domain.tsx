import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useAdminVerbs } from "../api.ts";

export interface CreateDomainProps {
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** A new domain; what to enter at its name server comes right after. */
export function CreateDomain({ onClose, onCreated }: CreateDomainProps) {
  const t = useTranslations("admin.domains");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const form = useId();
  const { createDomain } = useAdminVerbs();
  const [name, setName] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setIsMissing(true);
    createDomain.mutate(
      { name: name.trim() },
      {
        onSuccess: ({ id }) => {
          showToast({ text: t("created", { name: name.trim() }) });
          onCreated(id);
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("createTitle")}
      description={t("createText")}
      closeLabel={tAdmin("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAdmin("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={createDomain.isPending}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field
          label={t("name")}
          hint={t("nameHint")}
          error={isMissing ? t("nameMissing") : createDomain.error ? words(createDomain.error).text : undefined}
        >
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={name}
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              inputMode="url"
              maxLength={255}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setIsMissing(false);
                createDomain.reset();
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
