import { expect, test } from "vitest";
import { findSettings } from "./find-settings.ts";

const entries = [
  { value: "theme", label: "Theme", rest: "Appearance dark mode night" },
  { value: "zone", label: "Zeitzone", rest: "Darin stehen Daten und Uhrzeiten." },
  { value: "images", label: "Bilder von anderen Servern", rest: "Über einen Umweg geladen, mode" },
  { value: "mode", label: "Mode of lists", rest: "" },
];

test("each word has to be there, in the label or beside it", () => {
  expect(findSettings(entries, "dark theme")).toEqual(["theme"]);
  expect(findSettings(entries, "dark zone")).toEqual([]);
});

test("marks and sizes of letters do not matter", () => {
  expect(findSettings(entries, "UBER")).toEqual(["images"]);
  expect(findSettings(entries, "zeitz")).toEqual(["zone"]);
});

test("what the label says comes before what stands beside it", () => {
  expect(findSettings(entries, "mode")).toEqual(["mode", "theme", "images"]);
});

test("nothing is looked for without a word", () => {
  expect(findSettings(entries, "  ")).toEqual([]);
});
