import { Refusal } from "@carbyne/kernel";

/** The moment at which clocks in `zone` show `wall` (`2026-08-01T09:00`). Refuses what is no time; one that a change of the clocks skips is the next that is. */
export function instantOf(wall: string, zone: string): Date {
  const utc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN;
  if (Number.isNaN(utc)) throw new Refusal("invalid", "period-invalid");
  // Looked at twice, as the first guess may lie beyond a change of the clocks.
  const guess = utc - offsetAt(utc, zone);
  return new Date(utc - offsetAt(guess, zone));
}

/** What clocks in `zone` show at a moment. */
export function wallOf(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offsetAt(moment.getTime(), zone)).toISOString().slice(0, 16);
}

function offsetAt(moment: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(moment).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === "-" ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}
