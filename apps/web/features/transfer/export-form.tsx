import { Button, Checkbox, Field, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFolders } from "../filters/folders.ts";
import { useTransferVerbs } from "./api.ts";

type Format = "eml" | "mbox";

/** Which mail is to be put into an archive, and how. */
export function ExportForm() {
  const t = useTranslations("transfer.export");
  const verbs = useTransferVerbs();
  const [what, setWhat] = useState<"all" | "folders">("all");
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [format, setFormat] = useState<Format>("eml");
  const [withAccount, setWithAccount] = useState(true);
  const submit = () =>
    verbs.export.mutate({
      scope: what === "all" ? { kind: "all" } : { kind: "folders", ids: [...ids], withInner: false },
      format,
      withAccount: what === "all" && withAccount,
    });
  return (
    <div className="flex flex-col gap-4 rounded-2 border bg-surface px-4 py-4">
      <p className="text-13 text-muted">{t("hint")}</p>
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Field label={t("what")}>
          {({ id }) => (
            <Select
              id={id}
              value={what}
              onChange={setWhat}
              options={(["all", "folders"] as const).map((value) => ({ value, label: t(`whats.${value}`) }))}
            />
          )}
        </Field>
        <FormatField value={format} onChange={setFormat} />
      </div>
      {what === "folders" ? <FolderChecks chosen={ids} onChange={setIds} /> : null}
      {what === "all" ? <Check label={t("withAccount")} checked={withAccount} onChange={setWithAccount} /> : null}
      <div>
        <Button
          look="primary"
          isBusy={verbs.export.isPending}
          disabled={what === "folders" && ids.size === 0}
          onClick={submit}
        >
          {t("submit")}
        </Button>
      </div>
    </div>
  );
}

/** How messages lie in the archive. */
export function FormatField({ value, onChange }: { value: Format; onChange: (format: Format) => void }) {
  const t = useTranslations("transfer.export");
  return (
    <Field label={t("format")} hint={t(`formatHints.${value}`)}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          describedBy={describedBy}
          value={value}
          onChange={onChange}
          options={(["eml", "mbox"] as const).map((one) => ({ value: one, label: t(`formats.${one}`) }))}
        />
      )}
    </Field>
  );
}

/** A checkbox with its label beside it. */
export function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-center gap-2.5 max-md:min-h-11">
      <Checkbox id={id} checked={props.checked} onChange={props.onChange} />
      <label htmlFor={id} className="min-w-0 flex-1 text-14">
        {props.label}
      </label>
    </div>
  );
}

function FolderChecks({
  chosen,
  onChange,
}: {
  chosen: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
}) {
  const t = useTranslations("transfer.export");
  const folders = useFolders();
  return (
    <fieldset className="max-h-72 overflow-y-auto rounded-1 border bg-bg px-3 py-2">
      <legend className="sr-only">{t("folders")}</legend>
      {folders.map(({ id, label }) => (
        <div key={id} className="py-1">
          <Check
            label={label}
            checked={chosen.has(id)}
            onChange={(checked) =>
              onChange(new Set(checked ? [...chosen, id] : [...chosen].filter((other) => other !== id)))
            }
          />
        </div>
      ))}
    </fieldset>
  );
}
