import { expect, test } from "vitest";
import { parseDate, zoneOffset } from "./date.ts";

test.each([
  ["Mon, 24 Nov 2025 10:00:00 +0000", "2025-11-24T10:00:00.000Z"],
  ["Mon, 24 Nov 2025 10:00:00 +0200 (EET)", "2025-11-24T08:00:00.000Z"],
  ["24 Nov 2025 10:00 -0530", "2025-11-24T15:30:00.000Z"],
  ["Mon,24 Nov 2025 10:00:00 EST", "2025-11-24T15:00:00.000Z"],
  ["Mon, 24 Nov 25 10:00:00 GMT", "2025-11-24T10:00:00.000Z"],
  ["Mon, 24 Nov 97 10:00:00 Z", "1997-11-24T10:00:00.000Z"],
  ["Mon, 24 Nov 105 10:00:00 GMT", "2005-11-24T10:00:00.000Z"],
  ["Mon (a) , 24 (b) Nov 2025 10:00:00 (c) +0000", "2025-11-24T10:00:00.000Z"],
  ["Mon Nov 24 10:00:00 2025", "2025-11-24T10:00:00.000Z"],
  ["Monday, 24 November 2025 10:00:00 PM +0100", "2025-11-24T21:00:00.000Z"],
  ["24-Nov-2025 10:00:00 +0000", "2025-11-24T10:00:00.000Z"],
  ["2025-11-24T10:00:00+01:00", "2025-11-24T09:00:00.000Z"],
  ["Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59.000Z"],
  ["Mon, 24 Nov 2025", "2025-11-24T00:00:00.000Z"],
  ["Mon, 24 Nov 2025 10:00:00 XYZ", "2025-11-24T10:00:00.000Z"],
])("%s", (value, expected) => {
  expect(parseDate(value)?.toISOString()).toBe(expected);
});

test.each(["", "yesterday", "Mon, 99 Nov 2025 10:00:00", "Mon, 24 Foo 2025 10:00:00", "24 Nov", "9".repeat(500)])(
  "%j is no date",
  (value) => {
    expect(parseDate(value)).toBeNull();
  },
);

test.each([
  ["Mon, 24 Nov 2025 10:00:00 +0200 (EET)", 120],
  ["24 Nov 2025 10:00 -0530", -330],
  ["Mon,24 Nov 2025 10:00:00 EST", -300],
  ["2025-11-24T10:00:00.250+01:00", 60],
  ["Mon, 24 Nov 2025 10:00:00 GMT", 0],
  ["24-Nov-2025", 0],
])("the zone of %j is %d minutes east", (value, minutes) => {
  expect(zoneOffset(value)).toBe(minutes);
});
