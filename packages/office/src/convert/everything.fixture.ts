import type { Node } from "@tiptap/pm/model";
import { suggestionId } from "../model/suggest/suggestion-id.ts";
import { textSchema } from "../model/text/schema.ts";
import type { Discussion, ReadFile, Written } from "./conversion.ts";

type Mark = { type: string; attrs?: object };
const words = (text: string, ...marks: Mark[]) => ({ type: "text", text, marks });
const paragraph = (...content: object[]) => ({ type: "paragraph", content });
const item = (type: string, attrs: object, ...content: object[]) => ({ type, attrs, content });
const at = new Date("2026-03-04T05:06:07Z");

/** A red square of ten by ten. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC",
  "base64",
);

export const discussion: Discussion = {
  id: "t1",
  isResolved: true,
  remarks: [
    { author: "Ann Lee", at, text: "Why?" },
    { author: "Ben", at: new Date("2026-03-05T05:06:07Z"), text: "Because.\nReally." },
  ],
};

/** One of everything that a text may have. */
export const everything: Node = textSchema().nodeFromJSON({
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 1, textAlign: "center" }, content: [words("A new roof")] },
    paragraph(
      words("The roof is "),
      words("old", { type: "bold" }, { type: "comment", attrs: { id: "t1" } }),
      words(" and leaks", { type: "comment", attrs: { id: "t1" } }),
      { type: "footnote", attrs: { text: "Report of 2025" } },
      words(" three", { type: "deletion", attrs: { id: suggestionId("p1", at) } }),
      words(" four", { type: "insertion", attrs: { id: suggestionId("p1", at) } }),
      words(" & <b>"),
      { type: "mathInline", attrs: { latex: "\\frac{a}{b}" } },
      words(" x", { type: "italic" }, { type: "underline" }),
      words("y", { type: "strike" }),
      words("2", { type: "superscript" }),
      words("0", { type: "subscript" }),
    ),
    paragraph(
      words("See ", { type: "textStyle", attrs: { color: "#c00000", fontFamily: "Georgia", fontSize: "14pt" } }),
      words("the report", { type: "link", attrs: { href: "https://example.org/a?b=1&c=2" } }),
      { type: "hardBreak" },
      words("marked", { type: "highlight", attrs: { color: "#ffee00" } }),
      words(" and "),
      words("a|b", { type: "code" }),
    ),
    {
      type: "bulletList",
      content: [
        item("listItem", {}, paragraph(words("one")), paragraph(words("more of one")), {
          type: "orderedList",
          attrs: { start: 3, type: "a" },
          content: [item("listItem", {}, paragraph(words("c"))), item("listItem", {}, paragraph(words("d")))],
        }),
        item("listItem", {}, paragraph(words("two"))),
      ],
    },
    {
      type: "taskList",
      content: [
        item("taskItem", { checked: true }, paragraph(words("done"))),
        item("taskItem", { checked: false }, paragraph(words("open"))),
      ],
    },
    item("callout", { kind: "warning" }, paragraph(words("Mind the gutter"))),
    item("callout", { kind: "danger" }, paragraph(words("Mind the dog"))),
    {
      type: "columns",
      content: ["left", "right"].map((one) => ({ type: "column", content: [paragraph(words(one))] })),
    },
    {
      type: "table",
      content: [
        {
          type: "tableRow",
          content: [item("tableHeader", { colspan: 2, colwidth: [100, 200] }, paragraph(words("Firm")))],
        },
        {
          type: "tableRow",
          content: [
            item("tableCell", { rowspan: 2, colwidth: [100] }, paragraph(words("both"))),
            item("tableCell", { colwidth: [200] }, paragraph(words("b"))),
          ],
        },
        { type: "tableRow", content: [item("tableCell", { colwidth: [200] }, paragraph(words("c")))] },
      ],
    },
    {
      type: "picture",
      attrs: { pictureId: "n1", alt: "The roof", width: 50, side: "end" },
      content: [words("North wing")],
    },
    { type: "mathBlock", attrs: { latex: "\\sum x" } },
    { type: "pageBreak" },
    { type: "horizontalRule" },
    { type: "blockquote", content: [paragraph(words("It rains in.")), paragraph(words("It does."))] },
    { type: "codeBlock", attrs: { language: null }, content: [words("select 1\n  from x")] },
    paragraph(words("By "), { type: "mention", attrs: { kind: "person", id: "p1", label: "Ann Lee" } }),
  ],
});

export const written: Written = {
  title: "Roof & gutter",
  text: everything,
  page: { size: "letter", isLandscape: true, marginMm: 25, header: "Council", footer: "Draft", isNumbered: true },
  discussions: [discussion],
  people: new Map([["p1", "Ann Lee"]]),
  pictureOf: () => ({ bytes: png, mime: "image/png" }),
};

/** A text as JSON in which what is named anew each time has a name of its own kind. */
export function shapeOf(text: Node): unknown {
  return JSON.parse(
    JSON.stringify(text.toJSON(), (key, value: unknown) =>
      (key === "id" || key === "pictureId") && typeof value === "string" ? `(${key})` : value,
    ),
  );
}

/** What a text says, in the form that the model has for people who look for a fault. */
export const drawn = ({ text }: Pick<ReadFile, "text">): string => text.toString();
