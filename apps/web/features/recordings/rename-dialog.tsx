import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { type Recording, useRecordingVerbs } from "./api.ts";

/** Gives a recording, and its film, another name. */
export function RenameDialog({ recording, onClose }: { recording: Recording; onClose: () => void }) {
  const t = useTranslations("recordings");
  const words = useWords();
  const { rename } = useRecordingVerbs();
  const [name, setName] = useState(recording.name);
  const submit = () => rename.mutate({ id: recording.id, name }, { onSuccess: onClose });
  const actions = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button look="primary" onClick={submit} isBusy={rename.isPending}>
        {t("save")}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t("rename")} closeLabel={t("close")} actions={actions}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("name")} error={rename.error ? words(rename.error).text : undefined}>
          {(control) => (
            <Input {...control} dir="auto" value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
