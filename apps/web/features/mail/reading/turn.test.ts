import { expect, test } from "vitest";
import { turnOf } from "./turn.ts";

const stroke = { startPx: 200, forwardPx: 0, downPx: 0, ms: 200 };

test("from the edge back, else to the one before or the next", () => {
  expect(turnOf({ ...stroke, forwardPx: 120, startPx: 10 })).toBe("back");
  expect(turnOf({ ...stroke, forwardPx: 120 })).toBe("previous");
  expect(turnOf({ ...stroke, forwardPx: -120 })).toBe("next");
});

test("slow, short or slanting is something else", () => {
  expect(turnOf({ ...stroke, forwardPx: 40 })).toBeNull();
  expect(turnOf({ ...stroke, forwardPx: 120, downPx: 90 })).toBeNull();
  expect(turnOf({ ...stroke, forwardPx: 120, ms: 1_500 })).toBeNull();
});
