import { dateFormat } from "./date-format.ts";

/** A date and time as a clock on the wall shows it. */
export interface WallTime {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the clocks of a zone show at a moment. */
export function wallTimeOf(at: Date, zone: string): WallTime {
  const parts = dateFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return { year: part("year"), month: part("month"), day: part("day"), hour: part("hour"), minute: part("minute") };
}

function asUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** The moment at which the clocks of a zone show this. In the hour that a spring skips it is the moment after; days past a month's end count on. */
export function momentOf(wall: WallTime, zone: string): Date {
  const wanted = asUtc(wall);
  let at = wanted;
  // The offset of the first guess may be that of the other side of a change of clocks.
  for (let tries = 0; tries < 3; tries++) at += wanted - asUtc(wallTimeOf(new Date(at), zone));
  return new Date(at);
}

/** 0 for Sunday, as the zone's calendar has it. */
export function weekdayOf(wall: WallTime): number {
  return new Date(asUtc(wall)).getUTCDay();
}
