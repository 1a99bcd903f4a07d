import { expect, test } from "vitest";
import { allActions } from "./actions.ts";
import { keymapOf, ownersOf, ownKeysOf, withKeys, withoutKeys, withPreset } from "./keymap.ts";
import { presetOf, presets } from "./presets.ts";
import { isReserved } from "./reserved.ts";

test.each(presets)("in %s no two actions want the same keys, and none of the browser's", (preset) => {
  const keymap = keymapOf(preset, {});
  const clashes = allActions.flatMap((action) =>
    keymap[action].filter((keys) => ownersOf(keymap, keys, action).length > 0).map((keys) => `${action} ${keys}`),
  );
  expect(clashes).toEqual([]);
  expect(allActions.flatMap((action) => keymap[action].filter(isReserved))).toEqual([]);
});

test("without shortcuts nothing happens by typing a character", () => {
  const keymap = keymapOf("off", {});
  expect(allActions.flatMap((action) => keymap[action].filter((keys) => /^(?:Shift\+)?.( |$)/.test(keys)))).toEqual([]);
});

test("the tables are those of the others", () => {
  const [gmail, outlook] = [keymapOf("gmail", {}), keymapOf("outlook", {})];
  expect([gmail["mail.archive"], gmail["mail.trash"], gmail["go.sent"], gmail["mail.archivePrevious"]]).toEqual([
    ["e"],
    ["#"],
    ["g t"],
    ["["],
  ]);
  expect([outlook["mail.compose"], outlook["mail.trash"], outlook["mail.read"], outlook["go.sent"]]).toEqual([
    ["n"],
    ["Delete"],
    ["q", "Ctrl+Q"],
    ["g s"],
  ]);
});

test("a key that is taken from another action is the other's no more", () => {
  const keymap = keymapOf("carbyne", {});
  expect(ownersOf(keymap, "e", "mail.mute")).toEqual(["mail.archive"]);
  const own = withKeys({}, keymap, { action: "mail.mute", keys: "e" });
  const next = keymapOf("carbyne", own);
  expect([next["mail.mute"], next["mail.archive"]]).toEqual([["m", "e"], []]);
  const back = withPreset(own, "carbyne", "mail.archive");
  expect(back).toEqual({ "mail.mute": ["m"] });
  expect(keymapOf("carbyne", back)["mail.archive"]).toEqual(["e"]);
});

test("the beginning of a sequence belongs to it", () => {
  const keymap = keymapOf("carbyne", {});
  expect(ownersOf(keymap, "g", "mail.mute")).toHaveLength(6);
  expect(ownersOf(keymap, "e e", "mail.mute")).toEqual(["mail.archive"]);
  const next = keymapOf("carbyne", withKeys({}, keymap, { action: "mail.mute", keys: "g" }));
  expect([next["go.inbox"], next["mail.mute"]]).toEqual([[], ["m", "g"]]);
});

test("what is pressed while writing may mean something else in the list", () => {
  expect(ownersOf(keymapOf("carbyne", {}), "Ctrl+Enter", "mail.archive")).toEqual([]);
  expect(ownersOf(keymapOf("carbyne", {}), "Ctrl+K", "write.cc")).toEqual(["frame.palette"]);
});

test("a key can be taken away, and what was kept by another version does no harm", () => {
  expect(withoutKeys({}, keymapOf("gmail", {}), { action: "list.next", keys: "j" })).toEqual({
    "list.next": ["ArrowDown"],
  });
  expect(ownKeysOf({ "mail.archive": ["y", 3], "mail.gone": ["x"], "mail.mute": "m" })).toEqual({
    "mail.archive": ["y"],
  });
  expect(ownKeysOf("nonsense")).toEqual({});
  expect(presetOf("emacs")).toBe("carbyne");
});

test.each(["Ctrl+W", "Ctrl+T", "Ctrl+Shift+N", "Ctrl+R", "F5", "Alt+ArrowLeft", "Ctrl+C", "Ctrl+1", "Tab", "g Ctrl+W"])(
  "%s is the browser's",
  (keys) => expect(isReserved(keys)).toBe(true),
);

test.each(["e", "g i", "Ctrl+K", "Ctrl+Shift+B", "Shift+F2", "Alt+Q", "Ctrl+.", "F2"])("%s can be had", (keys) =>
  expect(isReserved(keys)).toBe(false),
);
