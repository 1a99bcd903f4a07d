import { useLocale } from "next-intl";
import { useCallback } from "react";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Sizes in the person's language: `1.2 MB`. */
export function useSizes(): (bytes: number) => string {
  const locale = useLocale();
  return useCallback(
    (bytes) => {
      const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** at;
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: units[at] ?? "byte",
        unitDisplay: at === 0 ? "long" : "short",
        maximumFractionDigits: value < 10 && at > 0 ? 1 : 0,
      }).format(value);
    },
    [locale],
  );
}
