import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { type Signature, useSignatureVerbs } from "./api.ts";
import { RichField, useRichField } from "./rich-field.tsx";

/** Makes a signature, or changes one; saved when asked to, so that half a sentence never goes out below a message. */
export function SignatureDialog({ signature, onClose }: { signature: Signature | null; onClose: () => void }) {
  const t = useTranslations("identities.signature");
  const tAll = useTranslations("identities");
  const form = useId();
  const { save } = useSignatureVerbs();
  const [name, setName] = useState(signature?.name ?? "");
  const [error, setError] = useState<string>();
  const label = t("text");
  const editor = useRichField({ label, html: signature?.html ?? "", onChange: () => undefined });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setError(t("nameMissing"));
    const html = editor.isEmpty ? "" : editor.getHTML();
    save.mutate({ ...(signature ? { id: signature.id } : {}), name: name.trim(), html }, { onSuccess: onClose });
    return undefined;
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={signature ? t("editTitle") : t("createTitle")}
      closeLabel={tAll("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAll("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={save.isPending}>
            {tAll("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} hint={t("nameHint")} error={error}>
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
        <RichField label={label} editor={editor} onPicture={() => undefined} />
      </form>
    </Dialog>
  );
}
