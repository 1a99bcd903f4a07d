import { expect, test } from "vitest";
import { filterOf, withFilter } from "./filter.ts";

test("what is pressed is what could be typed, and the rest stays", () => {
  let text = "roof tiles";
  text = withFilter(text, "kind", "pdf");
  text = withFilter(text, "isStarred", true);
  expect(text).toBe("roof tiles type:pdf is:starred");
  expect(filterOf(text)).toEqual({ kind: "pdf", age: null, isMine: false, isStarred: true, isShared: false });
  text = withFilter(withFilter(text, "kind", "image"), "age", "7d");
  expect(text).toBe("roof tiles is:starred type:image newer_than:7d");
  expect(withFilter(withFilter(withFilter(text, "kind", null), "age", null), "isStarred", false)).toBe("roof tiles");
  expect(filterOf("prototype:pdf type:exe")).toMatchObject({ kind: null });
});
