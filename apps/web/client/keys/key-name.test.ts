import { expect, test } from "vitest";
import { createKeyReader, keyName, type KeyPress } from "./key-name.ts";

interface Held {
  ctrl?: boolean;
  meta?: boolean;
  alt?: boolean;
  shift?: boolean;
  altGraph?: boolean;
}

function press(key: string, code: string, { ctrl, meta, alt, shift, altGraph }: Held = {}): KeyPress {
  return {
    key,
    code,
    ctrlKey: ctrl === true,
    metaKey: meta === true,
    altKey: alt === true,
    shiftKey: shift === true,
    getModifierState: (name) => name === "AltGraph" && altGraph === true,
  };
}

test("a key is named by what it writes, whatever holds it down", () => {
  expect([
    keyName(press("e", "KeyE")),
    keyName(press("E", "KeyE")),
    keyName(press("I", "KeyI", { shift: true })),
    keyName(press("#", "Digit3", { shift: true })),
    keyName(press("#", "Backslash")),
    keyName(press("k", "KeyK", { ctrl: true })),
    keyName(press("k", "KeyK", { meta: true })),
    keyName(press("C", "KeyC", { ctrl: true, shift: true })),
    keyName(press(".", "Period", { ctrl: true })),
    keyName(press("Escape", "Escape")),
    keyName(press("ArrowDown", "ArrowDown", { shift: true })),
    keyName(press("Delete", "Delete", { ctrl: true })),
    keyName(press("q", "KeyQ", { alt: true })),
  ]).toEqual([
    "e",
    "e",
    "Shift+I",
    "#",
    "#",
    "Ctrl+K",
    "Ctrl+K",
    "Ctrl+Shift+C",
    "Ctrl+.",
    "Esc",
    "Shift+ArrowDown",
    "Ctrl+Delete",
    "Alt+Q",
  ]);
});

test("on Russian, Greek and Arabic keyboards the place of the key counts", () => {
  expect([
    keyName(press("у", "KeyE")),
    keyName(press("Ш", "KeyI", { shift: true })),
    keyName(press("№", "Digit3", { shift: true })),
    keyName(press("л", "KeyK", { ctrl: true })),
    keyName(press("ж", "Semicolon")),
    keyName(press("Ж", "Semicolon", { shift: true })),
    keyName(press("ξ", "KeyJ")),
    keyName(press("ت", "KeyJ")),
    keyName(press("ظ", "Slash")),
    keyName(press("؟", "Slash", { shift: true })),
  ]).toEqual(["e", "Shift+I", "#", "Ctrl+K", ";", ":", "j", "j", "/", "?"]);
});

test("other Latin keyboards keep what is written on their keys", () => {
  expect(keyName(press("a", "KeyQ"))).toBe("a");
  expect(keyName(press("z", "KeyY"))).toBe("z");
  expect(keyName(press("é", "Digit2"))).toBe("é");
  expect(keyName(press("/", "Digit7", { shift: true }))).toBe("/");
});

test("AltGr writes signs and is no Ctrl, dead keys and input methods are nothing yet", () => {
  expect(keyName(press("[", "Digit8", { altGraph: true }))).toBe("[");
  expect(keyName(press("[", "Digit8", { ctrl: true, alt: true, altGraph: true }))).toBe("[");
  expect(keyName(press("[", "Digit8", { ctrl: true, alt: true }))).toBe("[");
  for (const key of ["Dead", "Process", "Unidentified", "Compose", "Shift", "AltGraph"])
    expect(keyName(press(key, "Backquote"))).toBeNull();
});

test("two keys after each other are one when they are known together", () => {
  const known = new Set(["g i", "e", "* a"]);
  const read = createKeyReader();
  expect([read("g", known), read("i", known), read("i", known)]).toEqual([null, "g i", null]);
  expect([read("g", known), read("e", known), read("e", known)]).toEqual([null, "e", "e"]);
});
