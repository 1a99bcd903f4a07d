import { expect, test } from "vitest";
import { chooseLayers } from "./layers.ts";

test.each([
  [1, 0, 1],
  [180, 0, 1],
  [320, 0, 2],
  [400, 0, 2],
  [401, 1, 2],
  [800, 1, 2],
  [801, 2, 2],
  [4000, 2, 2],
])("a picture that is shown %i pixels wide comes in layer %i, %i", (width, spatialLayer, temporalLayer) => {
  expect(chooseLayers(width, 3)).toEqual({ spatialLayer, temporalLayer });
});

test("with fewer sizes the nearest that is large enough is taken, else the largest", () => {
  expect([100, 800, 801].map((width) => chooseLayers(width, 2).spatialLayer)).toEqual([0, 0, 1]);
  expect(chooseLayers(4000, 1).spatialLayer).toBe(0);
});
