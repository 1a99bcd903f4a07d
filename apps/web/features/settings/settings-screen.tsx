"use client";

import { Field, Select } from "@carbyne/ui";
import { SunMoon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { locales } from "../../client/locale.ts";
import { themes } from "../../client/theme-choice.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { SidebarRow } from "../frame/sidebar-row.tsx";
import { useSettings } from "./api.ts";

/** What a person chooses about how things look. */
export function SettingsScreen() {
  const t = useTranslations("frame");
  const tList = useTranslations("list");
  const locale = useLocale();
  const { settings, set } = useSettings();
  return (
    <AppFrame
      module="settings"
      sidebarLabel={t("module.settings")}
      sidebar={(isFolded) => (
        <SidebarRow
          href="/settings"
          icon={<SunMoon aria-hidden="true" />}
          label={t("theme.title")}
          isCurrent
          isFolded={isFolded}
        />
      )}
      search={<h1 className="px-2 text-16 font-semibold">{t("module.settings")}</h1>}
    >
      <div className="flex max-w-[560px] flex-1 flex-col gap-5 overflow-auto p-6">
        <Field label={t("theme.title")}>
          {({ id }) => (
            <Select
              id={id}
              value={settings.theme}
              options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
              onChange={(value) => set("ui.theme", value)}
            />
          )}
        </Field>
        <Field label={tList("density.title")}>
          {({ id }) => (
            <Select
              id={id}
              value={settings.density}
              options={(["comfortable", "compact"] as const).map((value) => ({
                value,
                label: tList(`density.${value}`),
              }))}
              onChange={(value) => set("ui.density", value)}
            />
          )}
        </Field>
        <Field label={t("language")}>
          {({ id }) => (
            <Select
              id={id}
              value={locale}
              options={locales.map((value) => ({ value, label: t(`locale.${value}`) }))}
              onChange={(value) => set("ui.locale", value)}
            />
          )}
        </Field>
      </div>
    </AppFrame>
  );
}
