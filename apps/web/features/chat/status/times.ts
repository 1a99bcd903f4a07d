export const spans = ["minutes", "hour", "hours", "today"] as const;
export type Span = (typeof spans)[number];

const minute = 60_000;
const minutesOf = { minutes: 30, hour: 60, hours: 240 } as const;

/** When a span that begins now is over, ISO 8601. Days end at midnight of the clock that this device shows. */
export function endOf(span: Span, now: Date): string {
  const at =
    span === "today"
      ? new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
      : new Date(now.getTime() + minutesOf[span] * minute);
  return at.toISOString();
}

/** When a day, such as `2026-01-31`, is over. */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}
