import { ListTree } from "lucide-react";
import { useTranslations } from "next-intl";

/** What a narrow screen has no room for beside the text. */
export function DocumentFoot({ onOutline }: { onOutline: () => void }) {
  const t = useTranslations("docs");
  return (
    <div className="flex h-11 shrink-0 items-center justify-around border-t bg-surface text-13 text-muted md:hidden">
      <button type="button" className="flex h-11 items-center gap-2 px-4" onClick={onOutline}>
        <ListTree size={18} aria-hidden="true" />
        {t("outline.title")}
      </button>
    </div>
  );
}
