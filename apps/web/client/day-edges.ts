import { momentOf } from "./wall-time.ts";

/** The first moment of a day such as `2026-11-25` in a zone. */
export function startOfDay(day: string, zone: string): Date {
  return startOf(day, zone, 0);
}

/** The first moment after a day in a zone. */
export function afterDay(day: string, zone: string): Date {
  return startOf(day, zone, 1);
}

/** The last second of a day in a zone: what came on that day stands before it. */
export function endOfDay(day: string, zone: string): Date {
  return new Date(afterDay(day, zone).getTime() - 1000);
}

function startOf(day: string, zone: string, daysLater: number): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return momentOf({ year, month, day: date + daysLater, hour: 0, minute: 0 }, zone);
}
