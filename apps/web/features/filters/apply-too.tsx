import { Checkbox, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useFolders } from "./folders.ts";

export interface ApplyTooProps {
  folderId: string | null;
  onChange: (folderId: string | null) => void;
  isShown: boolean;
}

/** Whether a rule is applied to mail that is there already, and where. */
export function ApplyToo({ folderId, onChange, isShown }: ApplyTooProps) {
  const t = useTranslations("filters");
  const folders = useFolders();
  const id = useId();
  const inbox = folders.find((folder) => folder.role === "inbox");
  if (!isShown || !inbox) return <span className="flex-1" />;
  return (
    <span className="me-auto flex min-w-0 items-center gap-2 text-13 max-md:basis-full">
      <Checkbox id={id} checked={folderId !== null} onChange={(isOn) => onChange(isOn ? inbox.id : null)} />
      <label htmlFor={id}>{t("applyToo")}</label>
      {folderId === null ? null : (
        <Select
          label={t("applyWhere")}
          value={folderId}
          options={folders.map((folder) => ({ value: folder.id, label: folder.label }))}
          onChange={onChange}
          className="h-8! max-w-40 text-13!"
        />
      )}
    </span>
  );
}
