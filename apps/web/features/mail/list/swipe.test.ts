import { expect, test } from "vitest";
import type { Verb } from "../verbs/verbs.tsx";
import { sideOf, swipeChoice, swipeVerb } from "./swipe.ts";

const verb = (id: Verb["id"]): Verb => ({
  id,
  label: id,
  icon: null,
  action: "mail.archive",
  keys: "",
  isDanger: false,
  run: () => undefined,
});

test("a finger that goes up or down scrolls, one that goes aside swipes", () => {
  expect([sideOf(5, 0), sideOf(20, 18), sideOf(0, 80)]).toEqual([null, null, null]);
  expect([sideOf(30, 4), sideOf(-30, 4)]).toEqual(["end", "start"]);
});

test("a side does what was chosen for it, as far as the list has it", () => {
  const inbox = [verb("archive"), verb("trash"), verb("read")];
  expect([swipeChoice(undefined, "end"), swipeChoice("read", "start"), swipeChoice("something old", "start")]).toEqual([
    "archive",
    "read",
    "trash",
  ]);
  expect(swipeVerb(inbox, "archive")?.id).toBe("archive");
  expect(swipeVerb(inbox, "none")).toBeUndefined();
  expect(swipeVerb([verb("delete"), verb("unread")], "trash")?.id).toBe("delete");
});
