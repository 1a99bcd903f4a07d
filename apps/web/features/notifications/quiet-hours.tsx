import { Switch } from "@carbyne/ui";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { dateFormat } from "../../client/date-format.ts";
import { ClockField } from "../../client/day-field.tsx";
import { formatLocale } from "../../client/locale.ts";
import { useWeekDays } from "../../client/region.ts";
import { useZone } from "../../client/zone.ts";
import { useSettings } from "../settings/api.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";

const days = ["1", "2", "3", "4", "5", "6", "7"] as const;
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);

/** Hours and days at which nothing is told. */
export function QuietHours() {
  const t = useTranslations("notifications");
  const locale = useLocale();
  const zone = useZone();
  const weekDays = useWeekDays();
  const { settings, set } = useSettings();
  const { isQuiet, quietFrom, quietTo, quietDays } = settings;
  const nameOf = (day: string, weekday: "short" | "long") =>
    dateFormat(formatLocale(locale), { weekday, timeZone: "UTC" }).format(monday + (Number(day) - 1) * 86_400_000);
  const toggle = (day: string) =>
    set("notify.quietDays", days.filter((one) => quietDays.includes(one) !== (one === day)).join(""));
  return (
    <SettingGroup title={t("quiet")}>
      <SettingRow label={t("quietSwitch")} hint={t("quietHint")}>
        {({ labelledBy, describedBy }) => (
          <Switch
            checked={isQuiet}
            labelledBy={labelledBy}
            describedBy={describedBy}
            onChange={(isOn) => set("notify.quiet", isOn)}
          />
        )}
      </SettingRow>
      {isQuiet ? (
        <>
          <SettingRow label={t("quietTimes")} hint={t("quietZone", { zone: zone.replaceAll("_", " ") })}>
            {() => (
              <div className="flex items-center gap-2 text-13 text-muted">
                <TimeInput label={t("quietFrom")} value={quietFrom} onChange={(at) => set("notify.quietFrom", at)} />
                <span aria-hidden="true">–</span>
                <TimeInput label={t("quietTo")} value={quietTo} onChange={(at) => set("notify.quietTo", at)} />
              </div>
            )}
          </SettingRow>
          <SettingRow label={t("quietDays")} hint={t("quietDaysHint")}>
            {({ labelledBy }) => (
              <div role="group" aria-labelledby={labelledBy} className="flex flex-wrap gap-1">
                {weekDays.map(String).map((day) => (
                  <button
                    key={day}
                    type="button"
                    aria-pressed={quietDays.includes(day)}
                    onClick={() => toggle(day)}
                    className={clsx(
                      "h-8 min-w-10 rounded-1 border px-1.5 text-13 font-medium transition-colors max-md:h-11 max-md:min-w-11",
                      quietDays.includes(day)
                        ? "border-accent bg-accent-soft text-accent-ink"
                        : "border-strong bg-surface text-muted hover:border-faint",
                    )}
                  >
                    <span aria-hidden="true">{nameOf(day, "short")}</span>
                    <span className="sr-only">{nameOf(day, "long")}</span>
                  </button>
                ))}
              </div>
            )}
          </SettingRow>
        </>
      ) : null}
    </SettingGroup>
  );
}

function TimeInput({ label, value, onChange }: { label: string; value: string; onChange: (at: string) => void }) {
  return (
    <ClockField
      aria-label={label}
      value={value}
      className="w-32!"
      // Half a time is none.
      onChange={(at) => at !== "" && onChange(at)}
    />
  );
}
