import { expect, test } from "vitest";
import { createLoudness } from "./loudness.ts";

/** Two who speak, heard every 250 ms. */
function build(most = 8) {
  const loudness = createLoudness({ most });
  for (const id of ["ann", "bob", "eve"]) loudness.add(id);
  let now = 0;
  return {
    ...loudness,
    hear: (levels: Record<string, number>, ms = 250) => {
      for (let left = ms; left > 0; left -= 250)
        loudness.hear(
          Object.entries(levels).map(([id, level]) => ({ id, level })),
          (now += 250),
        );
    },
  };
}

test("who speaks first has the word at once", () => {
  const { hear, speaker } = build();
  expect(speaker()).toBeNull();
  hear({ ann: -30 });
  expect(speaker()).toBe("ann");
});

test("a cough takes the word from nobody, a sentence does", () => {
  const { hear, speaker } = build();
  hear({ ann: -30 }, 3_000);
  hear({ ann: -35, bob: -20 }, 250);
  hear({ ann: -30 }, 500);
  expect(speaker()).toBe("ann");
  hear({ bob: -20 }, 1_500);
  expect(speaker()).toBe("bob");
});

test("the word is kept through a breath, and given back after silence", () => {
  const { hear, speaker } = build();
  hear({ ann: -30 }, 1_000);
  hear({}, 1_500);
  expect(speaker()).toBe("ann");
  hear({}, 3_000);
  expect(speaker()).toBeNull();
});

test("whoever is muted or gone has not the word any more", () => {
  const { hear, speaker, setPaused, remove } = build();
  hear({ ann: -30 });
  setPaused("ann", true);
  expect(speaker()).toBeNull();
  hear({ bob: -30 });
  remove("bob");
  expect(speaker()).toBeNull();
});

test("all flow while they are few, and only the loudest when they are more", () => {
  const few = build(3);
  expect(["ann", "bob", "eve"].map(few.flows)).toEqual([true, true, true]);
  const many = build(2);
  many.hear({ ann: -50, bob: -40, eve: -30 });
  expect(["ann", "bob", "eve"].map(many.flows)).toEqual([false, true, true]);
  // Somebody who is hardly louder does not displace who flows.
  many.hear({ ann: -38, bob: -40, eve: -30 });
  expect(many.flows("ann")).toBe(false);
  many.hear({ ann: -20, bob: -40, eve: -30 });
  expect(["ann", "bob", "eve"].map(many.flows)).toEqual([true, false, true]);
  many.setPaused("eve", true);
  expect(many.flows("bob")).toBe(true);
});
