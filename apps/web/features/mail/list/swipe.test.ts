import { expect, test } from "vitest";
import type { Verb } from "../verbs/verbs.tsx";
import { sideOf, swipeVerb } from "./swipe.ts";

const verb = (id: Verb["id"]): Verb => ({ id, label: id, icon: null, keys: "", isDanger: false, run: () => undefined });

test("a finger that goes up or down scrolls, one that goes aside swipes", () => {
  expect([sideOf(5, 0), sideOf(20, 18), sideOf(0, 80)]).toEqual([null, null, null]);
  expect([sideOf(30, 4), sideOf(-30, 4)]).toEqual(["end", "start"]);
});

test("a side does what was chosen for it, as far as the list has it", () => {
  const inbox = [verb("archive"), verb("trash"), verb("read")];
  expect(swipeVerb(inbox, null, "end")?.id).toBe("archive");
  expect(swipeVerb(inbox, "read", "start")?.id).toBe("read");
  expect(swipeVerb(inbox, "something old", "start")?.id).toBe("trash");
  expect(swipeVerb(inbox, "none", "end")).toBeUndefined();
  expect(swipeVerb([verb("delete"), verb("unread")], "trash", "end")?.id).toBe("delete");
});
