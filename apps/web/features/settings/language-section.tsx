import { Select } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { locales } from "../../client/locale.ts";
import { useSettings } from "./api.ts";
import { RegionGroup } from "./region-group.tsx";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

/** In which words, at which hours and in which forms a person reads. */
export function LanguageSection() {
  const t = useTranslations("settings.profile");
  const tFrame = useTranslations("frame");
  const { settings, set } = useSettings();
  const locale = useLocale();
  const zones = useMemo(() => [...new Set([settings.zone, ...Intl.supportedValuesOf("timeZone")])], [settings.zone]);
  return (
    <>
      <SettingGroup>
        <SettingRow label={tFrame("language")} hint={t("languageHint")}>
          {() => (
            <Select
              label={tFrame("language")}
              value={locale}
              options={locales.map((value) => ({ value, label: tFrame(`locale.${value}`) }))}
              onChange={(value) => set("ui.locale", value)}
              className="min-w-56"
            />
          )}
        </SettingRow>
        <SettingRow label={t("zone")} hint={t("zoneHint")}>
          {() => (
            <Select
              label={t("zone")}
              value={settings.zone}
              options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
              onChange={(value) => set("account.zone", value)}
              className="min-w-56"
            />
          )}
        </SettingRow>
      </SettingGroup>
      <RegionGroup />
    </>
  );
}
