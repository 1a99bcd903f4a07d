import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { goTo, isPlainClick } from "../../client/place.ts";
import { SidebarHeading, SidebarRow } from "../frame/sidebar-row.tsx";
import { sections } from "./sections.tsx";
import { settingsGroups, settingsHref, type SettingsSection } from "./settings-place.ts";

function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  goTo(event.currentTarget.pathname);
}

/** The sections beside the one that is open. */
export function SettingsSidebar({ current, isFolded }: { current: SettingsSection; isFolded: boolean }) {
  const t = useTranslations("settings");
  return settingsGroups.map((group, at) => (
    <div key={group.id}>
      {at === 0 && isFolded ? null : <SidebarHeading text={t(`group.${group.id}`)} isFolded={isFolded} />}
      {group.sections.map((id) => (
        <SidebarRow
          key={id}
          href={settingsHref(id)}
          icon={sections[id].icon}
          label={t(`section.${id}`)}
          isCurrent={id === current}
          isFolded={isFolded}
          onClick={follow}
        />
      ))}
    </div>
  ));
}

/** The sections as a page of its own, where the screen is narrow. */
export function SettingsList() {
  const t = useTranslations("settings");
  return (
    <nav aria-label={t("title")} className="flex-1 overflow-y-auto px-4 py-4 md:hidden">
      <h1 className="mb-4 text-24 font-semibold">{t("title")}</h1>
      {settingsGroups.map((group) => (
        <section key={group.id} className="mb-6">
          <h2 className="mb-2 text-13 font-semibold text-muted">{t(`group.${group.id}`)}</h2>
          <ul className="overflow-hidden rounded-2 border bg-surface">
            {group.sections.map((id) => (
              <li key={id} className="border-b last:border-b-0">
                <a
                  href={settingsHref(id)}
                  onClick={follow}
                  className="flex min-h-14 items-center gap-3 px-4 py-2.5 active:bg-hover [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:stroke-[1.75] [&>svg]:text-muted"
                >
                  {sections[id].icon}
                  <span className="min-w-0 flex-1">
                    <span className="block text-14 font-medium">{t(`section.${id}`)}</span>
                    <span className="block truncate text-13 text-muted">{t(`about.${id}`)}</span>
                  </span>
                  <ChevronRight aria-hidden="true" />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
