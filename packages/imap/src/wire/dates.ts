import { BadSyntax } from "../types.ts";

const monthOf = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, index) => [
    name,
    index,
  ]),
);

/** Reads the date of a SEARCH key, `1-Feb-1994` (RFC 9051 §9, date), as `1994-02-01`. */
export function parseDay(text: string): string {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  const month = monthOf.get((match?.[2] ?? "").toLowerCase());
  if (!match || month === undefined) throw new BadSyntax("date expected");
  return dayOf(checkedTime(Number(match[3]), month, Number(match[1])));
}

/** Reads a date-time, `" 1-Feb-1994 21:52:25 -0800"` without its quotes. */
export function parseDateTime(text: string): Date {
  const match = /^([ \d]?\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text);
  const month = monthOf.get((match?.[2] ?? "").toLowerCase());
  if (!match || month === undefined) throw new BadSyntax("date-time expected");
  const [, day, , year, hour, minute, second, sign, zoneHours, zoneMinutes] = match;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === "-" ? -1 : 1);
  // A leap second is a valid :60, RFC 5322 §3.3.
  if (h > 23 || m > 59 || s > 60 || Number(zoneMinutes) > 59) throw new BadSyntax("date-time expected");
  const midnight = checkedTime(Number(year), month, Number(day));
  return new Date(midnight.getTime() + ((h * 60 + m - zone) * 60 + Math.min(s, 59)) * 1000);
}

/** The UTC day of an instant, in a form that compares as text. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Refuses the 31st of February, which Date would move on. */
function checkedTime(year: number, month: number, day: number): Date {
  const date = new Date(Date.UTC(year, month, day));
  if (year < 100) date.setUTCFullYear(year);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) throw new BadSyntax("no such day");
  return date;
}
