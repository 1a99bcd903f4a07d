/** A day as in ISO 8601, of where the person is. */
export function isoDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day that is typed: `2026-12-10`, `10.12.`, `10.12.2026`, `10/12/2026` in the order of the language; null for none. */
export function typedDay(text: string, { locale, today }: { locale: string; today: Date }): string | null {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(typed);
  if (!parts) return null;
  const order = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric" }).formatToParts(today);
  const isMonthFirst = typed.includes("/") && order.find(({ type }) => type !== "literal")?.type === "month";
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return dayOf(parts[3] === undefined ? today.getFullYear() : Number(parts[3]), month, day);
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(year, month - 1, day);
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? isoDay(date) : null;
}

/** A day in words: it stands in the text as it was called then. */
export const dayLabel = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
