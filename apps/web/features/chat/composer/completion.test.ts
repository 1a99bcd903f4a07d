import { expect, test } from "vitest";
import { queryAt } from "./completion.ts";

const at = (text: string) => {
  const query = queryAt({ text, mentions: [] }, text.length);
  return query ? [query.kind, query.text, query.from] : null;
};

test.each([
  ["@", ["people", "", 0]],
  ["hi @Am", ["people", "Am", 3]],
  ["hi @Amara Ok", ["people", "Amara Ok", 3]],
  ["(@Nguyễn", ["people", "Nguyễn", 1]],
  ["どうも@高橋", ["people", "高橋", 3]],
  ["write to ann@exam", null],
  ["#", ["rooms", "", 0]],
  ["see #school ro", ["rooms", "school ro", 4]],
  ["http://x.org/#top", null],
  ["well :smi", ["emoji", "smi", 5]],
  [":+1", ["emoji", "+1", 0]],
  ["at 10:30", null],
  [":)", null],
  [":D", null],
  ["/", ["commands", "", 0]],
  ["/poll", ["commands", "poll", 0]],
  ["/poll now", null],
  ["and/or", null],
  ["```\n@Am", null],
])("%j asks for %j", (text, expected) => {
  expect(at(text)).toEqual(expected);
});

test("a name that was put in is not looked for again", () => {
  const mentions = [{ from: 3, to: 7, sign: "<@all>" }];
  expect(queryAt({ text: "hi @Ann", mentions }, 7)).toBeNull();
  expect(queryAt({ text: "hi @Ann and @B", mentions }, 14)?.text).toBe("B");
});
