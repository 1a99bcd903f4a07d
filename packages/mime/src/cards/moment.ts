import { ianaZone } from "./windows-zones.ts";

/** When something is. */
export interface Moment {
  /** ISO 8601 in UTC. Of a whole day its midnight; of a time without a zone, as if it were UTC. */
  at: string;
  /** `day`: the whole day everywhere. `floating`: that time wherever one is, RFC 5545 §3.3.5. */
  kind: "instant" | "day" | "floating";
}

const form = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** The moment that a DATE or DATE-TIME names in a zone; null when it names none. */
export function instantOf(value: string, zone: string | undefined, zones: ReadonlyMap<string, string>): Moment | null {
  const match = form.exec(value);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  if (Number.isNaN(local) || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return null;
  if (match[4] === undefined) return { at: new Date(local).toISOString(), kind: "day" };
  if (match[7]) return { at: new Date(local).toISOString(), kind: "instant" };
  if (zone === undefined) return { at: new Date(local).toISOString(), kind: "floating" };
  const known = ianaZone(zone);
  const offset = known === null ? offsetOf(zones.get(zone)) : zoneOffset(known, local);
  if (offset === null) return { at: new Date(local).toISOString(), kind: "floating" };
  return { at: new Date(local - offset).toISOString(), kind: "instant" };
}

/** `+0100` in milliseconds. */
function offsetOf(text: string | undefined): number | null {
  const match = /^([+-])(\d{2})(\d{2})/.exec(text ?? "");
  if (!match) return null;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** How far a zone's clock is ahead of UTC when it shows this time. */
function zoneOffset(zone: string, local: number): number {
  const first = offsetAt(zone, local);
  // The offset near the time may be another one than at it, on the days on which the clock is set.
  return offsetAt(zone, local - first);
}

function offsetAt(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
    number("second"),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
