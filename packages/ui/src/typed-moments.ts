/** What people type for a day or a time, in the order and with the signs of their language, and how it is written for them. */

export interface Day {
  year: number;
  month: number;
  day: number;
}

const two = (value: number) => String(value).padStart(2, "0");

/** A day as forms keep it: `2026-01-31`. */
export function isoOf({ year, month, day }: Day): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The day that a form keeps; null when it is none of the calendar. */
export function dayOf(iso: string): Day | null {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? []).map(Number);
  return isDay({ year, month, day }) ? { year, month, day } : null;
}

function isDay({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A day some days or months on; where a month is shorter, its last day. */
export function moveDay({ year, month, day }: Day, by: { days?: number; months?: number }): Day {
  const first = new Date(Date.UTC(year, month - 1 + (by.months ?? 0), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last) + (by.days ?? 0)));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Midnight of a day in UTC, for `Intl`. */
export function dateOf({ year, month, day }: Day): Date {
  return new Date(Date.UTC(year, month - 1, day));
}

const orders = new Map<string, string>();

/** In which order a language writes a date: `dmy`, `mdy`, `ymd`. */
function orderOf(locale: string): string {
  const known = orders.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat(locale, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(0);
  const order = parts.map(({ type }) => (/^(?:year|month|day)$/.test(type) ? type.slice(0, 1) : "")).join("");
  orders.set(locale, order);
  return order;
}

/** A day as it is written in a field. */
export function writeDay(iso: string, locale: string): string {
  const day = dayOf(iso);
  if (!day) return "";
  return new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone: "UTC",
  }).format(dateOf(day));
}

/** The day that was typed, `2026-01-31` or as the language has it, with or without a year; null while it is none. */
export function readDay(text: string, locale: string, thisYear: number): string | null {
  const numbers = (text.normalize("NFKC").match(/\d+/g) ?? []).map(Number);
  const [first = 0] = numbers;
  if (numbers.length === 3 && first >= 1000)
    return known({ year: first, month: numbers[1] ?? 0, day: numbers[2] ?? 0 });
  const order = numbers.length === 2 ? orderOf(locale).replace("y", "") : orderOf(locale);
  if (numbers.length !== order.length) return null;
  const of = (letter: string) => numbers[order.indexOf(letter)] ?? 0;
  const year = order.includes("y") ? of("y") : thisYear;
  return known({ year: year < 100 ? 2000 + year : year, month: of("m"), day: of("d") });
}

function known(day: Day): string | null {
  return isDay(day) ? isoOf(day) : null;
}

/** A time of day, `14:30`, as it is written in a field. */
export function writeClock(clock: string, locale: string): string {
  const [, hour = 0, minute = 0] = (/^(\d{2}):(\d{2})$/.exec(clock) ?? []).map(Number);
  if (clock === "") return "";
  const isTwelve = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;
  return new Intl.DateTimeFormat(locale, {
    hour: isTwelve ? "numeric" : "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(new Date(Date.UTC(2026, 0, 1, hour, minute)));
}

/** Halves of a day as people type them; Arabic has letters of its own for them. */
const halves = /^\s*(?:(a|p)\.?\s*m?\.?|(ص)|(م))\s*$/i;

/** The time that was typed: `14:30`, `1430`, `2.30 pm`, `2p`; null while it is none. */
export function readClock(text: string): string | null {
  const match = /^\s*(\d{1,2})(?:\s*[:.h٫]?\s*(\d{2}))?(?:\s*h)?\s*(.*)$/i.exec(text.normalize("NFKC"));
  if (!match) return null;
  const [, hours = "", minutes = "0", rest = ""] = match;
  const half = rest.trim() === "" ? null : halves.exec(rest);
  if (rest.trim() !== "" && !half) return null;
  const isLate = half && (half[1]?.toLowerCase() === "p" || half[3] !== undefined);
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || (half ? hour < 1 || hour > 12 : hour > 23)) return null;
  return `${two(half ? (hour % 12) + (isLate ? 12 : 0) : hour)}:${two(minute)}`;
}
