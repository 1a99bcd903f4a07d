import { expect, test } from "vitest";
import { readAmount, writeAmount } from "./rules.ts";

const megabytes = { each: 1_048_576, min: 0, max: 1000 };
const minutes = { each: 1, min: -1, max: 60 };

test.each([
  ["100", megabytes, 104_857_600],
  [" 0 ", megabytes, 0],
  ["1001", megabytes, null],
  ["-1", megabytes, null],
  ["1.5", megabytes, null],
  ["", megabytes, null],
  ["-1", minutes, -1],
  ["61", minutes, null],
])("%j is kept as %o says", (text, amount, kept) => {
  expect(readAmount(text, amount)).toBe(kept);
});

test("what is kept is shown in whole units", () => {
  expect(writeAmount(104_857_600, megabytes)).toBe("100");
  expect(writeAmount(-1, minutes)).toBe("-1");
});
