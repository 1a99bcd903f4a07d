export type QuietHours = {
  /** `22:00`, in the person's zone. */
  readonly from: string;
  readonly to: string;
  /** Days of the week on which they begin, from Monday, `1`, to Sunday, `7`. */
  readonly days: string;
};

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Whether a moment lies in quiet hours. Those that go over midnight belong to the day on which they begin; from and to the same is all day. */
export function isQuiet({ from, to, days }: QuietHours, at: Date, zone: string): boolean {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const time = `${part("hour")}:${part("minute")}`;
  const today = dayNames.indexOf(part("weekday")) + 1;
  const yesterday = today === 1 ? 7 : today - 1;
  const begins = (day: number) => days.includes(String(day));
  if (from < to) return begins(today) && time >= from && time < to;
  return (begins(today) && time >= from) || (begins(yesterday) && time < to);
}
