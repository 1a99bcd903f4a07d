import { IconButton } from "@carbyne/ui";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { SettingGroup } from "../settings/setting-row.tsx";
import { type PushView, usePushVerbs } from "./api.ts";

/** Other browsers of the person's that tell of new mail. */
export function OtherBrowsers({ view }: { view: PushView | undefined }) {
  const t = useTranslations("notifications");
  const dates = useDates();
  const { remove } = usePushVerbs();
  const others = (view?.browsers ?? []).filter((browser) => !browser.isThis);
  if (others.length === 0) return null;
  return (
    <SettingGroup title={t("others")}>
      <ul>
        {others.map(({ id, browser, system, createdAt }) => {
          const name = browser && system ? t("browser", { browser, system }) : t("unknownBrowser");
          return (
            <li key={id} className="flex min-h-14 items-center gap-3 border-b ps-4 pe-2 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="block truncate text-14 font-medium">{name}</span>
                <span className="block text-13 text-muted">{t("since", { date: dates.brief(createdAt) })}</span>
              </span>
              <IconButton label={t("remove", { name })} onClick={() => remove.mutate(id)}>
                <Trash2 aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </SettingGroup>
  );
}
