import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { type Tag, useTagVerbs } from "./api.ts";
import { TintChoice } from "./tint-choice.tsx";

/** Makes a tag, or gives one another name and colour. */
export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const t = useTranslations("tags");
  const words = useWords();
  const { create, update } = useTagVerbs();
  const [name, setName] = useState(tag?.name ?? "");
  const [tint, setTint] = useState<number | null>(tag?.tint ?? null);
  const [isMissing, setIsMissing] = useState(false);
  const failed = create.error ?? update.error;
  const error = isMissing ? t("nameMissing") : failed ? words(failed).text : undefined;
  const submit = () => {
    if (name.trim() === "") return setIsMissing(true);
    const input = { name: name.trim(), ...(tint === null ? {} : { tint }) };
    if (tag) update.mutate({ id: tag.id, ...input }, { onSuccess: onClose });
    else create.mutate(input, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={tag ? t("editTitle", { name: tag.name }) : t("createTitle")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending || update.isPending} onClick={submit}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("name")} hint={t("nameHint")} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              autoFocus
              aria-describedby={describedBy}
              aria-invalid={isInvalid || undefined}
              value={name}
              maxLength={100}
              onChange={(event) => {
                setName(event.target.value);
                setIsMissing(false);
                create.reset();
                update.reset();
              }}
            />
          )}
        </Field>
        <TintChoice value={tint} onChange={setTint} />
      </form>
    </Dialog>
  );
}
