import { expect, test } from "vitest";
import { filesSearchHref, folderHref, parseFilesPlace, teamTrashHref, uploadsHref, viewHref } from "./place.ts";

const read = (href: string) => {
  const { pathname, searchParams } = new URL(href, "https://here.invalid");
  return parseFilesPlace(pathname, searchParams);
};
const id = "01234567-89ab-7cde-8f01-23456789abcd";

test.each([
  [folderHref(null), { kind: "folder", id: null, sort: "name", direction: "asc" }],
  [folderHref(id), { kind: "folder", id, sort: "name", direction: "asc" }],
  [folderHref(id, { sort: "size", direction: "asc" }), { kind: "folder", id, sort: "size", direction: "asc" }],
  [
    folderHref(null, { sort: "changed", direction: "desc" }),
    { kind: "folder", id: null, sort: "changed", direction: "desc" },
  ],
  [viewHref("trash"), { kind: "view", view: "trash" }],
  [teamTrashHref(id), { kind: "view", view: "trash", teamId: id }],
  [uploadsHref, { kind: "uploads" }],
  [filesSearchHref("a b&c"), { kind: "search", text: "a b&c" }],
] as const)("%s is read as it was written", (href, place) => {
  expect(read(href)).toEqual(place);
});

test("what no list sorts by is sorted by name", () => {
  expect(read("/files?sort=colour&direction=up")).toEqual({ kind: "folder", id: null, sort: "name", direction: "asc" });
});
