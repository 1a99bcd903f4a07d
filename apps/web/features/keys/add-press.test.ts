import { expect, test } from "vitest";
import { addPress } from "./add-press.ts";

test("two plain keys close to each other are a sequence, anything else begins anew", () => {
  const g = addPress(null, { name: "g", at: 0 });
  expect(addPress(g, { name: "i", at: 400 }).keys).toBe("g i");
  expect(addPress(g, { name: "i", at: 4_000 }).keys).toBe("i");
  expect(addPress(g, { name: "Ctrl+I", at: 400 }).keys).toBe("Ctrl+I");
  expect(addPress(addPress(g, { name: "i", at: 400 }), { name: "x", at: 500 }).keys).toBe("x");
  expect(addPress({ keys: "Ctrl+G", at: 0 }, { name: "i", at: 100 }).keys).toBe("i");
  expect(addPress({ keys: "*", at: 0 }, { name: "+", at: 100 }).keys).toBe("* +");
});
