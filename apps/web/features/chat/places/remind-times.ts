const minute = 60_000;
const morningHour = 9;

/** When one may be reminded, by name. Mornings are at nine of the clock that this device shows; the week begins on Monday. */
export function remindTimes(now: Date) {
  const soon = (minutes: number) => new Date(now.getTime() + minutes * minute);
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
  const daysToMonday = 8 - (now.getDay() || 7);
  return [
    { name: "minutes", at: soon(20) },
    { name: "hour", at: soon(60) },
    { name: "hours", at: soon(180) },
    { name: "tomorrow", at: morning(1) },
    { name: "week", at: morning(daysToMonday) },
  ] as const;
}
