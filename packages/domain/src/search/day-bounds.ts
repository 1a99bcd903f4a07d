/** When a day begins in a time zone and when the next one does. */
export function dayBounds(day: string, zone: string): { from: Date; to: Date } {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  return { from: atZone(midnight, zone), to: atZone(midnight + 86_400_000, zone) };
}

/** The moment at which clocks in `zone` show what `wall` is in UTC; looked at twice, as the first guess may lie beyond a change of the clocks. */
function atZone(wall: number, zone: string): Date {
  let moment = wall;
  for (let times = 0; times < 2; times++) moment = wall - offsetAt(moment, zone);
  return new Date(moment);
}

function offsetAt(moment: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(moment).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  return (sign === "-" ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
