export const locales = ["en", "de", "it", "fr", "es", "ar"] as const;
export type Locale = (typeof locales)[number];

/** Which way a language is written. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/** The language as `Intl` is asked for dates and numbers: English with the day before the month, Arabic with the digits of the screen. */
export function formatLocale(locale: string): string {
  if (locale === "en") return "en-GB";
  return locale === "ar" ? "ar-u-nu-latn" : locale;
}

/** Holds the language until the account says it, and again after a sign-out. */
export const localeCookie = "carbyne-locale";
/** Holds the theme, so that the first paint is right. */
export const themeCookie = "carbyne-theme";

const defaultLocale: Locale = "en";
const yearSeconds = 31_536_000;

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The first language of an Accept-Language header that we have, RFC 9110 §12.5.4. */
export function negotiateLocale(header: string | null): Locale {
  const wanted = (header ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [range = "", ...params] = part.trim().toLowerCase().split(";");
      const weight = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((q) => q !== undefined);
      return { language: range.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return defaultLocale;
}

/** Remembers a choice in this browser. */
export function setCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
