import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { useWords } from "../../../client/words.ts";
import type { Scheduled } from "../api.ts";
import { TextField } from "../composer/text-field.tsx";
import { useText } from "../composer/use-text.ts";
import type { Mention } from "../markdown/parse.ts";
import { useMentionNames } from "../use-mention-names.ts";

export interface RewriteDialogProps {
  scheduled: Scheduled;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/** Changes what is to be said, with the names in it as names. */
export function RewriteDialog({ scheduled, onSave, onClose }: RewriteDialogProps) {
  const t = useTranslations("chat.scheduled");
  const tText = useTranslations("chat.text");
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const { plain } = useMentionNames(scheduled.roomId);
  const [value, setValue] = useState(scheduled.text);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const text = useText({
    area,
    value,
    onChange: setValue,
    nameOf: useCallback((of: Mention) => (of.kind === "everyone" ? tText(of.whom) : plain(of)), [plain, tText]),
  });
  const isEmpty = value.trim() === "" && scheduled.attachments.length === 0;
  const save = async () => {
    setIsBusy(true);
    try {
      await onSave(value.trim());
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("rewrite")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={isEmpty} onClick={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="rounded-1 border border-strong bg-surface focus-within:border-focus focus-within:ring-3 focus-within:ring-accent-soft">
        <TextField
          ref={area}
          shown={text.shown}
          autoFocus
          aria-label={t("text")}
          onChange={(event) => text.onInput(event.target.value, event.target.selectionStart)}
        />
      </div>
      {fault ? (
        <p role="alert" className="mt-2 text-13 text-danger">
          {fault}
        </p>
      ) : null}
    </Dialog>
  );
}
