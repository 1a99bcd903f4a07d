import { Select } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { dateFormat } from "../../client/date-format.ts";
import { useDates } from "../../client/dates.ts";
import { formatLocale, isLocale } from "../../client/locale.ts";
import { clockParts, firstDay, hourChoices, type Region, regionLocale, weekStarts } from "../../client/region.ts";
import { useSizes } from "../../client/sizes.ts";
import { useSettings } from "./api.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

/** An afternoon, at which one sees how hours are counted. */
const afternoon = new Date(Date.UTC(2026, 0, 5, 14, 30));
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

/** Hours and weeks where a person differs from the language, and what comes of it. */
export function RegionGroup() {
  const t = useTranslations("settings.region");
  const tFrame = useTranslations("frame");
  const locale = useLocale();
  const { settings, set } = useSettings();
  const name = isLocale(locale) ? tFrame(`locale.${locale}`) : locale;
  // In a sentence these write the names of languages small.
  const language = /^(?:es|fr|it)$/.test(locale) ? name.toLocaleLowerCase(locale) : name;
  const sample = (hours: Region["hours"]) => {
    const wanted = regionLocale(locale, { hours });
    return dateFormat(wanted, { ...clockParts(wanted), timeZone: "UTC" }).format(afternoon);
  };
  const nameOf = (weekStart: Region["weekStart"]) =>
    dateFormat(formatLocale(locale), { weekday: "long", timeZone: "UTC" }).format(
      monday + (firstDay(locale, { weekStart }) - 1) * dayMs,
    );
  const hourLabels: Record<Region["hours"], string> = {
    language: t("hoursOf.language", { language, sample: sample("language") }),
    "12": t("hoursOf.twelve", { sample: sample("12") }),
    "24": t("hoursOf.twentyFour", { sample: sample("24") }),
  };
  return (
    <SettingGroup title={t("title")}>
      <SettingRow label={t("hours")} hint={t("hoursHint")}>
        {() => (
          <Select
            label={t("hours")}
            value={settings.hours}
            options={hourChoices.map((value) => ({ value, label: hourLabels[value] }))}
            onChange={(value) => set("ui.hours", value)}
            className="min-w-56"
          />
        )}
      </SettingRow>
      <SettingRow label={t("weekStart")} hint={t("weekHint")}>
        {() => (
          <Select
            label={t("weekStart")}
            value={settings.weekStart}
            options={weekStarts.map((value) => ({
              value,
              label: value === "language" ? t("usual", { language, day: nameOf(value) }) : nameOf(value),
            }))}
            onChange={(value) => set("ui.weekStart", value)}
            className="min-w-56"
          />
        )}
      </SettingRow>
      <Preview label={t("preview")} locale={locale} />
    </SettingGroup>
  );
}

/** A date, a time, a number and a size as they stand everywhere. */
function Preview({ label, locale }: { label: string; locale: string }) {
  const dates = useDates();
  const sizes = useSizes();
  const number = new Intl.NumberFormat(formatLocale(locale)).format(12_345.67);
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 text-13">
      <span className="font-medium">{label}</span>
      <output className="text-muted tabular-nums">
        {[dates.full(afternoon), number, sizes(2_400_000)].join(" · ")}
      </output>
    </div>
  );
}
