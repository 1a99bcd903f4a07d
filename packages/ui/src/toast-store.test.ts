import { beforeEach, expect, test, vi } from "vitest";
import type * as Store from "./toast-store.ts";

let store: typeof Store;
beforeEach(async () => {
  vi.resetModules();
  store = await import("./toast-store.ts");
});

const show = (done: string[], label: string, isLasting: boolean) =>
  store.showToast({ text: label, action: { label, run: () => done.push(label), isLasting } });

test("what lasts is taken back step by step, also when its sentence has gone", () => {
  const done: string[] = [];
  const first = show(done, "first", true);
  show(done, "second", true);
  store.hideToast(first);
  for (let press = 0; press < 3; press++) store.runToastAction();
  expect(done).toEqual(["second", "first"]);
});

test("what only a press may do is not done by the key that takes back", () => {
  const done: string[] = [];
  store.showToast({ text: "new", action: { label: "reload", run: () => done.push("reload"), isByPressOnly: true } });
  store.runToastAction();
  expect(done).toEqual([]);
});

test("the key means what can be seen, and not what only a press may do", () => {
  expect(store.isToastActionShown()).toBe(false);
  store.showToast({ text: "new", action: { label: "reload", run: () => {}, isByPressOnly: true } });
  expect(store.isToastActionShown()).toBe(false);
  const undo = show([], "undo", true);
  expect([store.isToastActionShown(), store.reachedByKey(store.toastStore.read())?.id]).toEqual([true, undo]);
  store.hideToast(undo);
  expect(store.isToastActionShown()).toBe(false);
});

test("what does not last is gone with its sentence, and pressed once is done once", () => {
  const done: string[] = [];
  store.hideToast(show(done, "retry", false));
  show(done, "undo", true);
  const shown = store.toastStore.read().at(-1);
  shown?.action?.run();
  store.hideToast(shown?.id ?? 0);
  store.runToastAction();
  expect(done.filter((label) => label === "undo")).toHaveLength(1);
  expect(done).not.toContain("retry");
});

test("what is taken back before its sentence is there is taken back when it comes, and nothing older is", () => {
  const done: string[] = [];
  show(done, "first", true);
  const shows = store.awaitToast();
  store.runToastAction();
  expect(done).toEqual([]);
  shows({ text: "second", action: { label: "Undo", run: () => done.push("second"), isLasting: true } });
  expect(store.toastStore.read().map(({ text }) => text)).toEqual(["first"]);
  store.runToastAction();
  expect(done).toEqual(["second", "first"]);
});

test("what comes late keeps its place, and what did not work leaves none", () => {
  const done: string[] = [];
  const [slow, failed] = [store.awaitToast(), store.awaitToast()];
  show(done, "third", true);
  failed();
  slow({ text: "first", action: { label: "Undo", run: () => done.push("first"), isLasting: true } });
  for (let press = 0; press < 3; press++) store.runToastAction();
  expect(done).toEqual(["third", "first"]);
});
