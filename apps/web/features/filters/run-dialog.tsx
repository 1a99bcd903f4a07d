import { Button, Dialog, Field, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePreview, useRunFilters } from "./api.ts";
import { useFolders } from "./folders.ts";
import type { Direction } from "./types.ts";

/** Asks on which folder the saved filters are to run, and says what they would do with its newest messages. */
export function RunDialog({ direction, onClose }: { direction: Direction; onClose: () => void }) {
  const t = useTranslations("filters");
  const folders = useFolders();
  const run = useRunFilters(direction);
  const usual = folders.find((folder) => folder.role === (direction === "incoming" ? "inbox" : "sent"));
  const [chosen, setChosen] = useState<string>();
  const folderId = chosen ?? usual?.id;
  const folder = folders.find((one) => one.id === folderId);
  const preview = usePreview({ direction, draft: { saved: true }, mailboxId: folderId, isOn: true });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("run")}
      description={t("runHint")}
      closeLabel={t("close")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="primary"
            isBusy={run.isPending}
            disabled={folderId === undefined}
            onClick={() =>
              run.mutate({ draft: { saved: true }, mailboxId: folderId ?? "" }, { onSuccess: () => onClose() })
            }
          >
            {t("runNow")}
          </Button>
        </>
      }
    >
      <Field label={t("folder")}>
        {({ id }) => (
          <Select
            id={id}
            value={folderId ?? ""}
            options={folders.map((one) => ({ value: one.id, label: one.label }))}
            onChange={setChosen}
            className="w-full"
          />
        )}
      </Field>
      <p role="status" className="mt-3 min-h-5 text-13 text-muted">
        {preview.data && folder
          ? t(preview.data.checked === 0 ? "preview.none" : "preview.count", {
              count: preview.data.matches.length,
              checked: preview.data.checked,
              folder: folder.label,
            })
          : null}
      </p>
    </Dialog>
  );
}
