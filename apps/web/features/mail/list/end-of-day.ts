import { dateFormat } from "../../../client/date-format.ts";

/** The last moment of a day such as `2026-11-25` in a zone: what came on that day stands below it. */
export function endOfDay(day: string, zone: string): Date {
  const utc = Date.parse(`${day}T23:59:59Z`);
  // How far the zone's clock is ahead of UTC at about that time; once more for a change of the clock in between.
  const ahead = (at: number) => {
    const shown = dateFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    }).formatToParts(at);
    const part = (type: string) => shown.find((one) => one.type === type)?.value ?? "00";
    const local = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`;
    return Date.parse(local) - at;
  };
  const guess = utc - ahead(utc);
  return new Date(utc - ahead(guess));
}
