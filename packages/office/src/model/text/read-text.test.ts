import { Fragment } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { commentsIn } from "./comments-in.ts";
import { contentOf } from "./content.ts";
import { outlineOf } from "./outline.ts";
import { plainText } from "./plain-text.ts";
import { readText, rewriteText, textUpdate } from "./read-text.ts";
import { textSchema } from "./schema.ts";
import { wordCount } from "./word-count.ts";

const words = (text: string) => ({ type: "text", text });
const paragraph = (...content: object[]) => ({ type: "paragraph", content });

/** One of everything that a text may have. */
const everything = textSchema().nodeFromJSON({
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 1, textAlign: null }, content: [words("A new roof")] },
    paragraph(
      words("The roof is "),
      { ...words("old"), marks: [{ type: "bold" }, { type: "comment", attrs: { id: "t1" } }] },
      {
        ...words(" and leaks"),
        marks: [
          { type: "comment", attrs: { id: "t1" } },
          { type: "comment", attrs: { id: "t2" } },
        ],
      },
      { type: "footnote", attrs: { text: "Report of 2025" } },
      { type: "mathInline", attrs: { latex: "a^2" } },
      { type: "mention", attrs: { kind: "person", id: "p1", label: "Ana" } },
    ),
    { type: "callout", attrs: { kind: "warning" }, content: [paragraph(words("Mind the gutter"))] },
    { type: "taskList", content: [{ type: "taskItem", attrs: { checked: true }, content: [paragraph(words("Ask"))] }] },
    {
      type: "columns",
      content: ["left", "right"].map((one) => ({ type: "column", content: [paragraph(words(one))] })),
    },
    {
      type: "table",
      content: [
        {
          type: "tableRow",
          content: [{ type: "tableHeader", attrs: { colspan: 2 }, content: [paragraph(words("Firm"))] }],
        },
        {
          type: "tableRow",
          content: ["a", "b"].map((one) => ({ type: "tableCell", content: [paragraph(words(one))] })),
        },
      ],
    },
    { type: "picture", attrs: { pictureId: "n1", alt: "The roof", width: 50 }, content: [words("North wing")] },
    { type: "mathBlock", attrs: { latex: "\\sum x" } },
    { type: "pageBreak" },
    { type: "codeBlock", attrs: { language: "sql" }, content: [words("select 1")] },
  ],
});

test("everything that a text may have comes back out of a document as it went in", () => {
  everything.check();
  const back = readText([textUpdate(everything)]);
  expect(back.toJSON()).toEqual(everything.toJSON());
});

test("a document that nobody wrote in is a text with an empty paragraph", () => {
  const text = readText([]);
  expect([text.childCount, text.firstChild?.type.name, text.textContent]).toEqual([1, "paragraph", ""]);
});

test("its words, its headings and what is commented on are found", () => {
  expect(plainText(everything)).toBe(
    "A new roof\nThe roof is old and leaks (Report of 2025)a^2Ana\nMind the gutter\nAsk\nleft\nright\nFirm\na\nb\nNorth wing\n\\sum x\nselect 1",
  );
  expect(wordCount(plainText(everything), "en")).toBe(29);
  expect(outlineOf(everything)).toEqual([{ pos: 0, level: 1, text: "A new roof" }]);
  const [first, second] = commentsIn(everything);
  expect(everything.textBetween(first?.from ?? 0, first?.to ?? 0)).toBe("old and leaks");
  expect(everything.textBetween(second?.from ?? 0, second?.to ?? 0)).toBe(" and leaks");
});

test("words, comments and headings are those of the text as it is now, also where most of it was read before", () => {
  const textOf = (...lines: object[][]) =>
    textSchema().nodeFromJSON({ type: "doc", content: lines.map((line) => paragraph(...line)) });
  const before = textOf([words("It rains, again.")], [words("屋根が古い")], [words("No more.")]);
  expect(wordCount(plainText(before), "ja")).toBeGreaterThan(6);
  expect(commentsIn(before)).toEqual([]);
  const [first, second, third] = before.children;
  const commented = textOf([{ ...words("Still more."), marks: [{ type: "comment", attrs: { id: "t9" } }] }]);
  const after = before.copy(
    Fragment.from([commented.child(0), third, first, second].filter((one) => one !== undefined)),
  );
  expect(wordCount(plainText(after), "ja")).toBe(wordCount(plainText(before), "ja") + 2);
  expect(commentsIn(after)).toEqual([{ id: "t9", from: 1, to: 12 }]);
  const [, ...moved] = [...after.children].reverse();
  const back = after.copy(Fragment.from([...moved, commented.child(0)]));
  expect(commentsIn(back).map(({ id, to }) => [id, to])).toEqual([["t9", back.content.size - 1]]);
});

test("a change of the whole text leaves what somebody else wrote meanwhile", () => {
  const base = textUpdate(everything);
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, base);
  const heading = contentOf(theirs).get(0);
  if (heading instanceof Y.XmlElement && heading.get(0) instanceof Y.XmlText)
    (heading.get(0) as Y.XmlText).insert(0, "Draft: ");
  const update = rewriteText([base], (text) => {
    const { from, to } = commentsIn(text)[0] ?? { from: 0, to: 0 };
    return textSchema()
      .node("doc", null, text.cut(0).content)
      .type.create(null, text.cut(0, from).content.append(text.cut(to).content));
  });
  expect(update).not.toBeNull();
  if (update) Y.applyUpdate(theirs, update);
  expect(readText([Y.encodeStateAsUpdate(theirs)]).firstChild?.textContent).toBe("Draft: A new roof");
  expect(rewriteText([base], (text) => text)).toBeNull();
});
