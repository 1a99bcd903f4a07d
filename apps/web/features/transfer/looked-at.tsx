import { Button, Field, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFolders } from "../filters/folders.ts";
import { type Transfer, useTransferVerbs } from "./api.ts";
import { Check } from "./export-form.tsx";
import { FolderCounts } from "./folder-counts.tsx";

const asTheyAre = "as-they-are";

/** What a look has found, and the question where it is to go. */
export function LookedAt({ transfer }: { transfer: Transfer }) {
  const t = useTranslations("transfer");
  const folders = useFolders();
  const { start } = useTransferVerbs();
  const [where, setWhere] = useState(asTheyAre);
  const [withAccount, setWithAccount] = useState(true);
  const { messages = 0, here = 0, account } = transfer.result;
  const count = messages - here;
  if (messages === 0 && account === undefined) return null;
  if (count === 0 && account === undefined) return <p className="text-13">{t("nothingNew")}</p>;
  const options = [
    { value: asTheyAre, label: t("where.asTheyAre") },
    ...folders.map(({ id, label }) => ({ value: id, label: t("where.into", { folder: label }) })),
  ];
  return (
    <>
      <FolderCounts result={transfer.result} />
      {account ? <Check label={t("withAccount", account)} checked={withAccount} onChange={setWithAccount} /> : null}
      <div className="flex flex-wrap items-end gap-3 max-md:flex-col max-md:items-stretch">
        <div className="min-w-0 flex-1">
          <Field label={t("where.label")}>
            {({ id }) => <Select id={id} value={where} options={options} onChange={setWhere} className="w-full" />}
          </Field>
        </div>
        <Button
          look="primary"
          isBusy={start.isPending}
          onClick={() =>
            start.mutate({
              id: transfer.id,
              mailboxId: where === asTheyAre ? null : where,
              withAccount: account !== undefined && withAccount,
            })
          }
        >
          {count === 0 ? t("startAccount") : t("start", { count })}
        </Button>
      </div>
    </>
  );
}
