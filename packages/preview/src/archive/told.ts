import { type Entry, pathOf, timeOf } from "./entry.ts";

const halfYearMs = (365 * 86_400_000) / 2;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Mode, links, owner, group, size, time, name. Owners may be any words, so that size and time are looked for together. */
const shape = /^(.)\S+ +\d+ .*? +(\d+) ([A-Z][a-z]{2}) ([ \d]\d) (?:(\d\d):(\d\d)| (\d{4})) (.*)$/;

/** An entry as a line of `bsdtar -tv` tells it, in the zone UTC; null when it is no such line. */
export function entryOf(line: string, { nowMs }: { nowMs: number }): Entry | null {
  const [, mode, size, month, day, hour, minute, year, name] = shape.exec(line) ?? [];
  if (mode === undefined || name === undefined) return null;
  // What a link leads to stands behind its name.
  const path = pathOf(bytesOf(mode === "l" ? name.replace(/ -> .*$/, "") : name)).replace(/^\.\//, "");
  const at = { month: months.indexOf(month ?? ""), day: Number(day) };
  return {
    path,
    isFolder: mode === "d" || path.endsWith("/"),
    sizeBytes: mode === "d" ? 0 : Number(size),
    // Of what is older than half a year there is only the day: its noon is that day in nearly every zone.
    changedAt: timeOf(
      year === undefined
        ? nearest(at, { hour: Number(hour), minute: Number(minute) }, nowMs)
        : Date.UTC(Number(year), at.month, at.day, 12),
    ),
    isEncrypted: false,
  };
}

type Day = { readonly month: number; readonly day: number };

/** The time without a year that is less than half a year away. */
function nearest({ month, day }: Day, { hour, minute }: { hour: number; minute: number }, nowMs: number): number {
  const now = new Date(nowMs).getUTCFullYear();
  const times = [now - 1, now, now + 1].map((year) => Date.UTC(year, month, day, hour, minute));
  return times.find((ms) => Math.abs(ms - nowMs) <= halfYearMs) ?? Number.NaN;
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, v: 11, f: 12, n: 10, r: 13, t: 9, "\\": 92 };

/** Letters that cannot be printed stand there as `\n` or as `\ooo`, byte by byte. */
function bytesOf(name: string): Buffer {
  const parts = name.split(/(\\(?:[0-3][0-7]{2}|[abfnrtv\\]))/).map((part, index) => {
    if (index % 2 === 0) return Buffer.from(part);
    const code = part.slice(1);
    return Buffer.from([escapes[code] ?? Number.parseInt(code, 8)]);
  });
  return Buffer.concat(parts);
}
