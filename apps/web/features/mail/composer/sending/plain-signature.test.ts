import { expect, test } from "vitest";
import { placePlainSignature } from "./plain-signature.ts";

const work = "Maren Keller\nTown hall";
const home = "Maren";
const known = [home, work];
const text = `Dear Ana,\n\n-- \n${work}\n\nOn Monday, Ana wrote:\n> Hi\n`;

test("another signature takes the place of the one before; what stands around it stays", () => {
  expect(placePlainSignature(text, { signature: home, known })).toBe(
    "Dear Ana,\n\n-- \nMaren\n\nOn Monday, Ana wrote:\n> Hi\n",
  );
  expect(placePlainSignature(text, { signature: "", known })).toBe("Dear Ana,\n\nOn Monday, Ana wrote:\n> Hi\n");
});

test("one that somebody changed is kept, and one that is not there comes to the end", () => {
  const changed = "Hi\n\n-- \nMaren Keller, on the train";
  expect(placePlainSignature(changed, { signature: work, known })).toBeNull();
  expect(placePlainSignature(changed, { signature: work, known, isForced: true })).toBe(`Hi\n\n-- \n${work}\n`);
  expect(placePlainSignature("Hi", { signature: home, known })).toBe("Hi\n\n-- \nMaren\n");
});
