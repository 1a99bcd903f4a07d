const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Zones by name, RFC 5322 §4.3; military letters and unknown names mean an unknown zone, read as UTC. */
const zoneHours = new Map(
  Object.entries({
    ut: 0,
    gmt: 0,
    utc: 0,
    z: 0,
    edt: -4,
    est: -5,
    cdt: -5,
    cst: -6,
    mdt: -6,
    mst: -7,
    pdt: -7,
    pst: -8,
  }),
);
for (const [name, hours] of Object.entries({
  cet: 1,
  cest: 2,
  met: 1,
  mest: 2,
  bst: 1,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
}))
  zoneHours.set(name, hours);

/** A date-time of RFC 5322 §3.3 with its obsolete forms (§4.3), asctime and ISO 8601 included; null when it is none. */
export function parseDate(value: string): Date | null {
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .trim();
  const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(iso)) return bounded(iso);
  const date = /(?:^|[\s,])(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{2,4})\b/i.exec(text) ?? monthFirst(text);
  if (!date) return null;
  const [, day, monthName, yearText] = date;
  const month = months.indexOf((monthName ?? "").toLowerCase());
  const time = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])m\b)?/i.exec(text);
  if (month < 0) return null;
  let hour = Number(time?.[1] ?? 0);
  if (time?.[4]) hour = (hour % 12) + (time[4].toLowerCase() === "p" ? 12 : 0);
  const zone = zoneMinutes(text.slice(time ? time.index + time[0].length : 0));
  // A leap second is a valid :60, RFC 5322 §3.3.
  const [minute, second] = [Number(time?.[2] ?? 0), Math.min(59, Number(time?.[3] ?? 0))];
  if (hour > 24 || minute > 59 || Number(day) < 1 || Number(day) > 31) return null;
  return bounded(Date.UTC(fullYear(yearText ?? ""), month, Number(day), hour, minute, second) - zone * 60_000);
}

/** `Nov 24 10:00:00 2025`, the order of asctime, given back in the order of RFC 5322. */
function monthFirst(text: string): [string, string, string, string] | null {
  const match = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s(?:[^]{0,30}?\s)?(\d{4})\b/i.exec(text);
  return match ? ["", match[2] ?? "", match[1] ?? "", match[3] ?? ""] : null;
}

/** Two digits are 2000 to 2049 or 1950 to 1999, three count from 1900. RFC 5322 §4.3. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function zoneMinutes(text: string): number {
  const offset = /([+-])(\d{2}):?(\d{2})(?!\d)/.exec(text);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return minutes > 24 * 60 ? 0 : offset[1] === "-" ? -minutes : minutes;
  }
  const name = /^\s*([a-z]{1,5})\b/i.exec(text)?.[1];
  return (zoneHours.get((name ?? "").toLowerCase()) ?? 0) * 60;
}

/** Only dates that a database and a calendar can hold. */
function bounded(time: number): Date | null {
  return time >= Date.UTC(1, 0) && time < Date.UTC(10_000, 0) ? new Date(time) : null;
}

/** Minutes east of UTC that a date-time names, 0 when it names none. */
export function zoneOffset(value: string): number {
  const text = value.slice(0, 200).replace(/\([^()]*\)/g, " ");
  const time = /\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?/.exec(text);
  return time ? zoneMinutes(text.slice(time.index + time[0].length)) : 0;
}

/** The calendar day of a Date field as its sender saw it, `2026-11-25`: IMAP's SENTON and the like disregard time and zone (RFC 9051 §6.4.4). */
export function sentDay(value: string): string | null {
  const date = parseDate(value);
  if (!date) return null;
  const offset = /([+-])(\d\d)(\d\d)\b/.exec(value);
  const minutes = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1) : 0;
  return new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 10);
}
