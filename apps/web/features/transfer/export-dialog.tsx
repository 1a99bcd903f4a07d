import { Button, Dialog, showToast } from "@carbyne/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTransferVerbs } from "./api.ts";
import { Check, FormatField } from "./export-form.tsx";

export interface ExportDialogProps {
  /** `name` is what was searched for. */
  what: { kind: "folder"; id: string; name: string } | { kind: "search"; name: string };
  onClose: () => void;
}

/** How a folder, or what a search finds, is to be put into an archive. */
export function ExportDialog({ what, onClose }: ExportDialogProps) {
  const t = useTranslations("transfer");
  const router = useRouter();
  const verbs = useTransferVerbs();
  const [format, setFormat] = useState<"eml" | "mbox">("eml");
  const [withInner, setWithInner] = useState(true);
  const submit = () =>
    verbs.export.mutate(
      {
        scope:
          what.kind === "folder" ? { kind: "folders", ids: [what.id], withInner } : { kind: "search", text: what.name },
        format,
        withAccount: false,
      },
      {
        onSuccess: () => {
          onClose();
          const action = { label: t("show"), run: () => router.push("/settings/transfer") };
          showToast({ text: t("export.begun", { name: what.name }), action });
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("export.folderTitle", { name: what.name })}
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
        {what.kind === "folder" ? (
          <Check label={t("export.withInner")} checked={withInner} onChange={setWithInner} />
        ) : null}
      </div>
    </Dialog>
  );
}
