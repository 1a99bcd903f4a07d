import { expect, test } from "vitest";
import type { Tag } from "./api.ts";
import { changeOf, markOf } from "./pick.ts";
import { linesOfTags } from "./tag-lines.ts";
import { boxOfTag, tagOfBox } from "./tag-place.ts";

const rows = [{ labels: ["a", "b"] }, { labels: ["b"] }];
const tag = (name: string): Tag => ({ id: name, name, tint: 1, keyword: name, total: 0, unread: 0 });

test("a tag is on all, on none or on some of what is chosen", () => {
  expect(["a", "b", "c"].map((keyword) => markOf(keyword, rows))).toEqual(["mixed", true, false]);
});

test("only what differs from what is there is changed", () => {
  const chosen = new Map([
    ["a", true],
    ["b", true],
    ["c", false],
  ]);
  expect(changeOf(chosen, rows)).toEqual({ add: ["a"], remove: [] });
  expect(
    changeOf(
      new Map([
        ["a", false],
        ["b", false],
      ]),
      rows,
    ),
  ).toEqual({ add: [], remove: ["a", "b"] });
});

test("a tag lies below the one whose name its own begins with", () => {
  const lines = linesOfTags([tag("Town"), tag("Town/Press"), tag("Town/Press/Radio"), tag("Other/Alone")]);
  expect(lines.map(({ depth, label }) => `${depth} ${label}`)).toEqual([
    "0 Town",
    "1 Press",
    "2 Radio",
    "0 Other/Alone",
  ]);
});

test("the page of a tag is addressed by its keyword", () => {
  expect(tagOfBox(boxOfTag("$label1"))).toBe("$label1");
  expect([tagOfBox("tag:"), tagOfBox("inbox")]).toEqual([null, null]);
});
