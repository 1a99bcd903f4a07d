import { momentOf, type WallTime, wallTimeOf, weekdayOf } from "../../../client/wall-time.ts";

export type SnoozePreset = "laterToday" | "tomorrow" | "weekend" | "nextWeek" | "nextMonth";
export type FollowUpPreset = "oneDay" | "threeDays" | "oneWeek" | "twoWeeks";
export interface Choice<Name extends string> {
  name: Name;
  at: Date;
}

const morning = 8;
const evening = 18;
const saturday = 6;
const monday = 1;

/** When a conversation may come back, as people say it; what has passed today is left out. */
export function snoozePresets(now: Date, zone: string): Choice<SnoozePreset>[] {
  const today = wallTimeOf(now, zone);
  const weekday = weekdayOf(today);
  const on = (days: number, hour: number) => momentOf(shifted(today, { days, hour }), zone);
  const daysTo = (wanted: number) => (wanted - weekday + 7) % 7 || 7;
  const isWeekend = weekday === 0 || weekday === saturday;
  return [
    ...(today.hour < evening - 1 ? [{ name: "laterToday" as const, at: on(0, evening) }] : []),
    { name: "tomorrow", at: on(1, morning) },
    // On a Friday the weekend is tomorrow already.
    ...(isWeekend || weekday === saturday - 1 ? [] : [{ name: "weekend" as const, at: on(daysTo(saturday), morning) }]),
    { name: "nextWeek", at: on(daysTo(monday), morning) },
    {
      name: "nextMonth",
      at: momentOf({ ...today, month: today.month + 1, day: 1, hour: morning, minute: 0 }, zone),
    },
  ];
}

/** How long an answer may be waited for. */
export function followUpPresets(now: Date, zone: string): Choice<FollowUpPreset>[] {
  const today = wallTimeOf(now, zone);
  const on = (days: number) => momentOf(shifted(today, { days, hour: morning }), zone);
  return [
    { name: "oneDay", at: on(1) },
    { name: "threeDays", at: on(3) },
    { name: "oneWeek", at: on(7) },
    { name: "twoWeeks", at: on(14) },
  ];
}

function shifted(wall: WallTime, { days, hour }: { days: number; hour: number }): WallTime {
  return { ...wall, day: wall.day + days, hour, minute: 0 };
}
