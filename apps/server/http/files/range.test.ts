import { expect, test } from "vitest";
import { readRange } from "./range.ts";

test.each([
  [undefined, 10, "whole"],
  ["bytes=0-0", 10, { from: 0, to: 1 }],
  ["bytes=2-5", 10, { from: 2, to: 6 }],
  ["bytes=4-", 10, { from: 4, to: 10 }],
  ["bytes=-3", 10, { from: 7, to: 10 }],
  ["bytes=-30", 10, { from: 0, to: 10 }],
  ["bytes=5-999", 10, { from: 5, to: 10 }],
  ["bytes=10-", 10, "nowhere"],
  ["bytes=-0", 10, "nowhere"],
  ["bytes=0-", 0, "nowhere"],
  ["bytes=5-2", 10, "whole"],
  ["bytes=0-1,4-5", 10, "whole"],
  ["lines=0-1", 10, "whole"],
  ["bytes=-", 10, "whole"],
  ["bytes=0-99999999999999999999", 10, "whole"],
] as const)("%s of %i bytes", (header, size, wanted) => {
  expect(readRange(header, size)).toEqual(wanted);
});
