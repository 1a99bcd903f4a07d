import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";

export interface SecretDialogProps {
  title: string;
  /** What it is good for, and whether it is ever shown again. */
  hint: string;
  label: string;
  value: string;
  onClose: () => void;
}

/** An address, a token or a secret that was made just now, to be taken away from here. */
export function SecretDialog({ title, hint, label, value, onClose }: SecretDialogProps) {
  const t = useTranslations("chat.dialogs");
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => showToast({ text: t("copied") }),
      () => showToast({ text: t("notCopied") }),
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("done")}</Button>
          <Button look="primary" onClick={copy}>
            <Copy aria-hidden="true" />
            {t("copy")}
          </Button>
        </>
      }
    >
      <Field label={label} hint={hint}>
        {({ id, describedBy }) => (
          <Input
            id={id}
            dir="ltr"
            readOnly
            value={value}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={describedBy}
            className="font-mono text-13!"
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
    </Dialog>
  );
}
