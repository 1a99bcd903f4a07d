import { useTranslations } from "next-intl";
import { type Tag, useTagVerbs } from "./api.ts";
import { NamedDialog } from "./named-dialog.tsx";

/** Makes a tag, or gives one another name and colour. */
export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const t = useTranslations("tags");
  const { create, update } = useTagVerbs();
  return (
    <NamedDialog
      title={tag ? t("editTitle", { name: tag.name }) : t("createTitle")}
      words={{ name: t("name"), nameMissing: t("nameMissing"), cancel: t("cancel"), save: t("save") }}
      nameHint={t("nameHint")}
      start={{ name: tag?.name ?? "", tint: tag?.tint ?? null }}
      verbs={[create, update]}
      onSave={(named) => {
        if (tag) update.mutate({ id: tag.id, ...named }, { onSuccess: onClose });
        else create.mutate(named, { onSuccess: onClose });
      }}
      onClose={onClose}
    />
  );
}
