import { expect, test } from "vitest";
import { createTally } from "./tally.ts";

function talk() {
  const tally = createTally(2);
  for (const number of [1, 2, 3]) {
    tally.say(number, 0, 100);
    tally.acknowledge(number);
  }
  return tally;
}

test("all in order is nothing lost, doubled or unordered, and the waits are sorted", () => {
  const tally = talk();
  for (const client of [0, 1]) for (const number of [1, 2, 3]) tally.receive(client, number, 100 + number);
  expect(tally.isComplete()).toBe(true);
  expect(tally.count(2)).toMatchObject({ said: 3, received: 6, lost: 0, doubled: 0, unordered: 0, p50: 2, worst: 3 });
});

test("what one client lacks is lost, what it has twice doubled, and another order counts", () => {
  const tally = talk();
  for (const number of [1, 2, 3]) tally.receive(0, number, 101);
  for (const number of [1, 1]) tally.receive(1, number, 101);
  expect(tally.isComplete()).toBe(false);
  expect(tally.count(2)).toMatchObject({ lost: 2, doubled: 1, unordered: 0 });
  const other = talk();
  for (const number of [1, 2, 3]) other.receive(0, number, 101);
  for (const number of [2, 1, 3]) other.receive(1, number, 101);
  expect(other.count(2)).toMatchObject({ lost: 0, unordered: 2 });
});

test("what was not acknowledged may be missing, and each count begins anew", () => {
  const tally = createTally(2);
  tally.say(1, 0, 100);
  tally.refuse();
  expect(tally.isComplete()).toBe(true);
  expect(tally.count(2)).toMatchObject({ said: 1, refused: 1, lost: 0 });
  expect(tally.count(2)).toMatchObject({ said: 0, refused: 0 });
});
