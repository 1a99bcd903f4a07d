import { expect, test } from "vitest";
import { cssString, pageCss, pageSize } from "./page-css.ts";

const plain = { size: "a4", isLandscape: false, marginMm: 20, header: "", footer: "", isNumbered: true } as const;

test("a page has its size, its margins and its number", () => {
  expect(pageCss(plain)).toContain("size: A4 portrait; margin: 20mm; ");
  expect(pageCss(plain)).toContain("@bottom-center { content: counter(page)");
  expect(pageCss({ ...plain, isNumbered: false })).not.toContain("counter(page)");
  expect(Math.round(pageSize({ ...plain, isLandscape: true }).widthPx)).toBe(1123);
});

test("what somebody wrote into a header is words, whatever it is", () => {
  expect(pageCss({ ...plain, header: "Town council" })).toContain('@top-center { content: "Town council";');
  const hostile = '"; } * { display: none } /*\\\n</style>';
  expect(cssString(hostile)).not.toMatch(/[";{}*/<>\n](?!$)(?<!^")/);
  expect(cssString("高橋 ä")).toBe('"高橋 ä"');
});
