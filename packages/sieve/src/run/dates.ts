import { parseDate, zoneOffset } from "@carbyne/mime";
import { zoneMinutes } from "../match/names.ts";

/** The date in a header field: the whole of it, or in a trace field what follows the last semicolon. RFC 5260 §4. */
export function dateOf(value: string): { date: Date; zone: number } | null {
  const text = value.slice(value.lastIndexOf(";") + 1);
  const date = parseDate(text);
  return date && { date, zone: zoneOffset(text) };
}

/** Minutes east of UTC of a zone by name or by numbers at some time; 0 for one that nobody knows. */
export function zoneAt(zone: string, date: Date): number {
  const fixed = zoneMinutes(zone);
  if (fixed !== null) return fixed;
  const format = formatOf(zone);
  const name = format?.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Making one is slow, so they are kept; there are no more of them than zones. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    format = makeFormat(zone);
    if (format !== null) formats.set(zone, format);
  }
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A part of a date in a zone, in the form of RFC 5260 §4.2. */
export function datePart(part: string, date: Date, zone: number): string {
  const local = new Date(date.getTime() + zone * 60_000);
  const [day, time] = [local.toISOString().slice(0, 10), local.toISOString().slice(11, 19)];
  const [sign, hours, minutes] = [zone < 0 ? "-" : "+", two(Math.trunc(Math.abs(zone) / 60)), two(Math.abs(zone) % 60)];
  switch (part.toLowerCase()) {
    case "year":
      return day.slice(0, 4);
    case "month":
      return day.slice(5, 7);
    case "day":
      return day.slice(8, 10);
    case "date":
      return day;
    case "julian":
      // Days since 17 November 1858; the epoch is day 40,587 of them.
      return String(Math.floor(local.getTime() / 86_400_000) + 40_587);
    case "hour":
      return time.slice(0, 2);
    case "minute":
      return time.slice(3, 5);
    case "second":
      return time.slice(6, 8);
    case "time":
      return time;
    case "iso8601":
      return `${day}T${time}${sign}${hours}:${minutes}`;
    case "std11":
      return `${days[local.getUTCDay()]}, ${two(local.getUTCDate())} ${months[local.getUTCMonth()]} ${day.slice(0, 4)} ${time} ${sign}${hours}${minutes}`;
    case "zone":
      return `${sign}${hours}${minutes}`;
    case "weekday":
      return String(local.getUTCDay());
    default:
      return "";
  }
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
