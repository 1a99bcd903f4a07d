import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { useRecordingVerbs } from "./api.ts";

interface CaptionsDialogProps {
  id: string;
  onClose: () => void;
  onAdded: (language: string) => void;
}

/** Puts a file of captions under a film. */
export function CaptionsDialog({ id, onClose, onAdded }: CaptionsDialogProps) {
  const t = useTranslations("recordings");
  const words = useWords();
  const { setCaptions } = useRecordingVerbs();
  const [language, setLanguage] = useState(useLocale() as string);
  const [file, setFile] = useState<File | null>(null);
  const [isTried, setIsTried] = useState(false);
  const submit = async () => {
    setIsTried(true);
    if (!file) return;
    setCaptions.mutate(
      { id, language, vtt: await file.text() },
      {
        onSuccess: ({ language: kept }) => {
          showToast({ text: t("captionsAdded") });
          onAdded(kept);
          onClose();
        },
      },
    );
  };
  const fault = isTried && !file ? t("chooseFile") : setCaptions.error ? words(setCaptions.error).text : undefined;
  const actions = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button look="primary" onClick={() => void submit()} isBusy={setCaptions.isPending}>
        {t("save")}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t("addCaptions")} closeLabel={t("close")} actions={actions}>
      <div className="flex flex-col gap-4">
        <Field label={t("language")} hint={t("languageHint")}>
          {(control) => (
            <Input {...control} dir="ltr" value={language} onChange={(event) => setLanguage(event.target.value)} />
          )}
        </Field>
        <Field label={t("chooseFile")} error={fault}>
          {(control) => (
            <Input
              {...control}
              type="file"
              accept=".vtt,text/vtt"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
