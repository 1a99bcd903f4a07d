const dayMs = 86_400_000;

/** The day so many days from now in a zone, with a time, as a field for both takes it. */
export function wallAfter(zone: string, days: number, time: string): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(
    Date.now() + days * dayMs,
  );
  return `${day}T${time}`;
}
