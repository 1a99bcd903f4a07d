import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";

export interface MissingAttachmentProps {
  isOpen: boolean;
  onClose: () => void;
  onAttach: () => void;
  onSend: () => void;
}

/** The text speaks of a file and there is none: the one thing about a message that is asked before it leaves. */
export function MissingAttachment({ isOpen, onClose, onAttach, onSend }: MissingAttachmentProps) {
  const t = useTranslations("composer.missing");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title")}
      description={t("hint")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onSend}>{t("send")}</Button>
          <Button look="primary" onClick={onAttach}>
            {t("attach")}
          </Button>
        </>
      }
    />
  );
}
