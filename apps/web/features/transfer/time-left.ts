import { useLocale, useTranslations } from "next-intl";

const soonMs = 5_000;

/** How long it will still take at the pace so far; empty while nobody can tell. */
export function useTimeLeft(): (pace: { done: number; total: number; startedAt: number }) => string {
  const t = useTranslations("transfer");
  const locale = useLocale();
  return ({ done, total, startedAt }) => {
    const spent = Date.now() - startedAt;
    if (done <= 0 || spent < soonMs || done >= total) return "";
    const seconds = Math.round((spent / done) * (total - done)) / 1000;
    const [value, unit] =
      seconds < 60 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
    const time = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Math.ceil(value));
    return t("left", { time });
  };
}
