import { Button, Chip, IconButton } from "@carbyne/ui";
import { PenLine, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Tag, useRemoveTag, useTags } from "./api.ts";
import { TagDialog } from "./tag-dialog.tsx";

/** All tags in one place: how often each is used, its name and colour. */
export function TagsSettings() {
  const t = useTranslations("tags");
  const tags = useTags();
  const remove = useRemoveTag();
  const [edited, setEdited] = useState<Tag | "new" | null>(null);
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button onClick={() => setEdited("new")}>
          <Plus aria-hidden="true" />
          {t("create")}
        </Button>
      </div>
      <ul className="rounded-2 border bg-surface">
        {tags.map((tag) => (
          <li key={tag.id} className="flex min-h-12 items-center gap-3 border-b px-4 last:border-b-0">
            <span className="flex min-w-0 flex-1 items-center">
              <Chip text={tag.name} tint={tag.tint} isWhole />
            </span>
            <span className="shrink-0 text-13 text-faint max-md:hidden">{t("used", { count: tag.total })}</span>
            <IconButton label={t("editTitle", { name: tag.name })} onClick={() => setEdited(tag)}>
              <PenLine aria-hidden="true" />
            </IconButton>
            <IconButton label={t("removeTitle", { name: tag.name })} onClick={() => void remove(tag)}>
              <Trash2 aria-hidden="true" />
            </IconButton>
          </li>
        ))}
        {tags.length === 0 ? <li className="px-4 py-6 text-center text-13 text-muted">{t("none")}</li> : null}
      </ul>
      {edited ? <TagDialog tag={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
