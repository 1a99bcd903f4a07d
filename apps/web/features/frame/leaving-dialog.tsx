import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useLeaving } from "../../client/leaving.ts";

/** Asks before what was changed and not saved is lost. */
export function LeavingDialog() {
  const t = useTranslations("frame");
  const { isAsking, stay, discard } = useLeaving();
  if (!isAsking) return null;
  return (
    <Dialog
      isOpen
      onClose={stay}
      title={t("leaving.title")}
      description={t("leaving.text")}
      closeLabel={t("close")}
      actions={
        <>
          <Button look="danger" onClick={discard}>
            {t("leaving.discard")}
          </Button>
          <Button look="primary" onClick={stay}>
            {t("leaving.stay")}
          </Button>
        </>
      }
    />
  );
}
