import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("so many are under way at a time, in order, whatever becomes of them", async () => {
  const turns = createTurns(2);
  const signal = new AbortController().signal;
  const began: number[] = [];
  const works = [0, 1, 2, 3, 4].map(() => Promise.withResolvers<number>());
  const all = works.map(({ promise }, at) => turns(() => (began.push(at), promise), signal).catch(() => -1));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  await settled();
  expect(began).toEqual([0, 1]);
  works[1]?.resolve(1);
  await settled();
  expect(began).toEqual([0, 1, 2]);
  works[0]?.reject(new Error("away"));
  for (const at of [2, 3, 4]) works[at]?.resolve(at);
  expect(await Promise.all(all)).toEqual([-1, 1, 2, 3, 4]);
});

test("what is given up while it waits is never begun and keeps nobody waiting", async () => {
  const turns = createTurns(1);
  const [stopping, going] = [new AbortController(), new AbortController()];
  const first = Promise.withResolvers<string>();
  const held = turns(() => first.promise, going.signal);
  let isBegun = false;
  const left = turns(async () => (isBegun = true), stopping.signal);
  const last = turns(async () => "last", going.signal);
  stopping.abort();
  first.resolve("first");
  await expect(left).rejects.toThrow();
  expect([await held, await last, isBegun]).toEqual(["first", "last", false]);
});
