import { expect, test } from "vitest";
import { type Change, fenced, isInFence, linked, type Selected, toggledLines, toggledMark } from "./marks.ts";

/** `a [b] c`: what is selected, `a | b`: where the caret is. */
function read(marked: string): Selected {
  const from = marked.search(/[[|]/);
  const isCaret = marked[from] === "|";
  const to = isCaret ? from : marked.indexOf("]") - 1;
  return { text: marked.replaceAll(isCaret ? "|" : /[[\]]/g, ""), from, to };
}
function write({ text }: Selected, { from, to, insert, select: [start, end] }: Change): string {
  const next = text.slice(0, from) + insert + text.slice(to);
  return start === end
    ? `${next.slice(0, start)}|${next.slice(start)}`
    : `${next.slice(0, start)}[${next.slice(start, end)}]${next.slice(end)}`;
}

test.each([
  ["a [b] c", "a **[b]** c"],
  ["a **[b]** c", "a [b] c"],
  ["a [**b**] c", "a [b] c"],
  ["a| c", "a**|** c"],
  ["a**|** c", "a| c"],
  ["[ b ]", " **[b]** "],
])("bold: %j becomes %j", (before, after) => {
  expect(write(read(before), toggledMark(read(before), "bold"))).toBe(after);
});

test("other marks have other signs", () => {
  const one = read("[a]");
  expect((["italic", "strike", "code"] as const).map((mark) => write(one, toggledMark(one, mark)))).toEqual([
    "_[a]_",
    "~~[a]~~",
    "`[a]`",
  ]);
});

test("a link waits for what it lacks", () => {
  const write1 = (text: Selected, address?: string) => write(text, linked(text, address));
  expect(linked({ text: "the plan", from: 4, to: 8 })).toEqual({
    from: 4,
    to: 8,
    insert: "[plan]()",
    select: [11, 11],
  });
  expect(linked({ text: "", from: 0, to: 0 })).toEqual({ from: 0, to: 0, insert: "[]()", select: [1, 1] });
  expect(linked({ text: "https://x.org", from: 0, to: 13 })).toEqual({
    from: 0,
    to: 13,
    insert: "[](https://x.org)",
    select: [1, 1],
  });
  expect(write1({ text: "the plan", from: 4, to: 8 }, "https://x.org")).toBe("the [plan](https://x.org)|");
});

test("code stands on lines of its own", () => {
  expect(write(read("a [b] c"), fenced(read("a [b] c")))).toBe("a \n```\n[b]\n```\n c");
  expect(write(read("|"), fenced(read("|")))).toBe("```\n|\n```");
});

test.each([
  ["quote", "a\nb|c\nd", "a\n> b|c\nd"],
  ["quote", "> b|c", "b|c"],
  ["bullets", "[a\nb]", "[- a\n- b]"],
  ["bullets", "[- a\n- b]", "[a\nb]"],
  ["numbers", "[a\nb]", "[1. a\n2. b]"],
  ["numbers", "[1. a\n2. b]", "[a\nb]"],
] as const)("%s: %j becomes %j", (mark, before, after) => {
  expect(write(read(before), toggledLines(read(before), mark))).toBe(after);
});

test("a fence is open until it is closed", () => {
  expect([isInFence("```\na", 5), isInFence("```\na\n```\nb", 11), isInFence("a ``` b", 7)]).toEqual([
    true,
    false,
    false,
  ]);
});
