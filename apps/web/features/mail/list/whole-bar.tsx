import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { MailList } from "./use-mail-list.ts";

/** Once all that is loaded is selected: offers the rest of the list, or says that it is meant. */
export function WholeBar({ list }: { list: MailList }) {
  const t = useTranslations("listing");
  const { selection, rows, data } = list;
  const total = data?.total ?? 0;
  if (selection.ids.size < rows.length || rows.length === 0 || total <= rows.length) return null;
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center justify-center gap-x-2 border-b bg-accent-soft px-3 py-1 text-13">
      <span role="status">{selection.isWhole ? t("whole.chosen", { count: total }) : null}</span>
      {selection.isWhole ? (
        <Button look="ink" onClick={selection.clear}>
          {t("whole.back")}
        </Button>
      ) : (
        <Button look="ink" onClick={selection.selectWhole}>
          {t("whole.offer", { count: total })}
        </Button>
      )}
    </div>
  );
}
