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
