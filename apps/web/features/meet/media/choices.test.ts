import { expect, test } from "vitest";
import { readChoices } from "./choices.ts";

test("what was kept is what is chosen, and what another version kept does no harm", () => {
  const first = readChoices(null);
  expect(first).toMatchObject({ wantsMic: true, background: "none", micId: null });
  expect(readChoices("{oh")).toEqual(first);
  expect(readChoices("[3]")).toEqual(first);
  expect(readChoices('{"micId":"a","cameraId":7,"wantsMic":false,"background":"blur","gone":1}')).toEqual({
    ...first,
    micId: "a",
    wantsMic: false,
    background: "blur",
  });
});
