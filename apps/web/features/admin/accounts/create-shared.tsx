import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useAdminVerbs } from "../api.ts";

/** A mailbox for several people; who works with it is said right after. */
export function CreateShared({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const t = useTranslations("sharing");
  const words = useWords();
  const form = useId();
  const { createShared } = useAdminVerbs();
  const [address, setAddress] = useState("");
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    createShared.mutate(
      { address: address.trim(), name: name.trim() },
      {
        onSuccess: ({ id }) => {
          showToast({ text: t("createdShared", { address: address.trim() }) });
          onCreated(id);
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("createSharedTitle")}
      description={t("createSharedHint")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={createShared.isPending}>
            {t("createSharedSubmit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("sharedAddress")} error={createShared.error ? words(createShared.error).text : undefined}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              type="email"
              value={address}
              autoFocus
              autoComplete="off"
              maxLength={320}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setAddress(event.target.value);
                createShared.reset();
              }}
            />
          )}
        </Field>
        <Field label={t("sharedName")}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              value={name}
              maxLength={200}
              aria-describedby={describedBy}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
