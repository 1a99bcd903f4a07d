import { Button, Dialog, showToast } from "@carbyne/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTransferVerbs } from "./api.ts";
import { Check, FormatField } from "./export-form.tsx";

/** How a folder is to be put into an archive. */
export function ExportDialog({ mailbox, onClose }: { mailbox: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations("transfer");
  const router = useRouter();
  const verbs = useTransferVerbs();
  const [format, setFormat] = useState<"eml" | "mbox">("eml");
  const [withInner, setWithInner] = useState(true);
  const submit = () =>
    verbs.export.mutate(
      { scope: { kind: "folders", ids: [mailbox.id], withInner }, format, withAccount: false },
      {
        onSuccess: () => {
          onClose();
          const action = { label: t("show"), run: () => router.push("/settings/transfer") };
          showToast({ text: t("export.begun", { name: mailbox.name }), action });
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("export.folderTitle", { name: mailbox.name })}
      description={t("export.folderHint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={verbs.export.isPending} onClick={submit}>
            {t("export.submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormatField value={format} onChange={setFormat} />
        <Check label={t("export.withInner")} checked={withInner} onChange={setWithInner} />
      </div>
    </Dialog>
  );
}
