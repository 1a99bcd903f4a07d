import { expect, test } from "vitest";
import { remindTimes } from "./remind-times.ts";

const at = (name: string, now: Date) => remindTimes(now).find((one) => one.name === name)?.at;

test("tomorrow and next week are mornings, also at the end of a month and on a Sunday", () => {
  const sunday = new Date(2026, 10, 29, 23, 50);
  expect(at("tomorrow", sunday)).toEqual(new Date(2026, 10, 30, 9));
  expect(at("week", sunday)).toEqual(new Date(2026, 10, 30, 9));
  const monday = new Date(2026, 10, 30, 8);
  expect(at("week", monday)).toEqual(new Date(2026, 11, 7, 9));
  expect(at("tomorrow", monday)).toEqual(new Date(2026, 11, 1, 9));
});

test("the near ones are so long from now", () => {
  const now = new Date(2026, 10, 27, 12);
  const minutes = ["minutes", "hour", "hours"].map(
    (name) => ((at(name, now)?.getTime() ?? 0) - now.getTime()) / 60_000,
  );
  expect(minutes).toEqual([20, 60, 180]);
});
