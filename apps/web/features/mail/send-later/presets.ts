import { momentOf, wallTimeOf, weekdayOf } from "../../../client/wall-time.ts";

export interface Preset {
  name: "thisAfternoon" | "thisEvening" | "tomorrowMorning" | "tomorrowAfternoon" | "mondayMorning";
  at: Date;
}

const [morning, afternoon, evening] = [8, 13, 18] as const;
/** Nearer than this is no "later". */
const nearestMs = 30 * 60_000;

/** Times at which people send later, those of them that are still to come, in their order. */
export function sendPresets(now: Date, zone: string): Preset[] {
  const today = wallTimeOf(now, zone);
  const on = (days: number, hour: number) => momentOf({ ...today, day: today.day + days, hour, minute: 0 }, zone);
  const daysToMonday = (8 - weekdayOf(today)) % 7 || 7;
  const all: Preset[] = [
    { name: "thisAfternoon", at: on(0, afternoon) },
    { name: "thisEvening", at: on(0, evening) },
    { name: "tomorrowMorning", at: on(1, morning) },
    { name: "tomorrowAfternoon", at: on(1, afternoon) },
    // On a Sunday that is tomorrow already.
    ...(daysToMonday > 1 ? [{ name: "mondayMorning" as const, at: on(daysToMonday, morning) }] : []),
  ];
  const open = all.filter(({ at }) => at.getTime() - now.getTime() >= nearestMs);
  // Later today is one choice: the afternoon while it is to come, else the evening.
  return open[0]?.name === "thisAfternoon" ? open.filter(({ name }) => name !== "thisEvening") : open;
}
