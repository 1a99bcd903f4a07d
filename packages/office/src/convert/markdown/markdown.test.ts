import { expect, test } from "vitest";
import { drawn, everything, written } from "../everything.fixture.ts";
import { textSchema } from "../../model/text/schema.ts";
import { readMarkdown } from "./read-markdown.ts";
import { writeMarkdown } from "./write-markdown.ts";

const said = (markdown: string) => drawn(readMarkdown(markdown));

test("a text is written as people write Markdown", () => {
  const markdown = writeMarkdown({ ...written, pictureOf: () => undefined });
  expect(markdown).toBe(`# A new roof

The roof is **old** and leaks[^1] <del>three</del> <ins>four</ins> &amp; \\<b\\>$\\frac{a}{b}$ *<u>x</u>*~~y~~<sup>2</sup><sub>0</sub>

See [the report](<https://example.org/a?b=1&c=2>)\\
<mark>marked</mark> and \`a|b\`

- one

  more of one

  3. c
  4. d
- two

<!-- -->

- [x] done
- [ ] open

> [!WARNING]
> Mind the gutter

> [!CAUTION]
> Mind the dog

left

right

| Firm |  |
| --- | --- |
| both | b |
|  | c |

\\[The roof\\]

*North wing*

$$\\sum x$$

<div data-page-break></div>

---

> It rains in.
>
> It does.

\`\`\`
select 1
  from x
\`\`\`

By Ann Lee

[^1]: Report of 2025
`);
});

test("what Markdown knows comes back out of it", () => {
  const back = readMarkdown(writeMarkdown(written));
  expect([back.losses, back.pictures.length]).toEqual([[], 1]);
  expect(drawn(back)).toBe(
    [
      'doc(heading("A new roof")',
      'paragraph("The roof is ", bold("old"), " and leaks", footnote, " ", strike("three"), " ", underline("four"), " & <b>$\\\\frac{a}{b}$ ", italic(underline("x")), strike("y"), superscript("2"), subscript("0"))',
      'paragraph("See ", link("the report"), hardBreak, highlight("marked"), " and ", code("a|b"))',
      'bulletList(listItem(paragraph("one"), paragraph("more of one"), orderedList(listItem(paragraph("c")), listItem(paragraph("d")))), listItem(paragraph("two")))',
      'taskList(taskItem(paragraph("done")), taskItem(paragraph("open")))',
      'callout(paragraph("Mind the gutter"))',
      'callout(paragraph("Mind the dog"))',
      'paragraph("left")',
      'paragraph("right")',
      'table(tableRow(tableHeader(paragraph("Firm")), tableHeader(paragraph)), tableRow(tableCell(paragraph("both")), tableCell(paragraph("b"))), tableRow(tableCell(paragraph), tableCell(paragraph("c"))))',
      "picture",
      'paragraph(italic("North wing"))',
      "mathBlock",
      "pageBreak",
      "horizontalRule",
      'blockquote(paragraph("It rains in."), paragraph("It does."))',
      'codeBlock("select 1\\n  from x")',
      'paragraph("By Ann Lee"))',
    ].join(", "),
  );
});

test("what would mean something in Markdown is only itself", () => {
  for (const text of [
    "# no heading",
    "1. no list",
    "- no list",
    "a * b * c",
    "[x](y)",
    "a_b_c",
    "`a`",
    "<b>",
    "1) x",
    "a | b",
    "$x$",
    "&amp;",
    "~~a~~",
  ]) {
    const paragraph = textSchema().node("paragraph", null, [textSchema().text(text)]);
    const whole = textSchema().node("doc", null, [paragraph]);
    expect(drawn(readMarkdown(writeMarkdown({ ...written, text: whole })))).toBe(whole.toString());
  }
});

test("the Markdown of other programs is read: heads, alerts, tasks, notes, HTML and what it must not do", () => {
  expect(said("---\ntitle: x\ntags:\n  - a\n---\n# Hi\n")).toBe('doc(heading("Hi"))');
  expect(said("* [ ] a\n* [X] **b** c\n")).toBe(
    'doc(taskList(taskItem(paragraph("a")), taskItem(paragraph(bold("b"), " c"))))',
  );
  expect(said("* [ ] a\n* c\n")).toBe('doc(bulletList(listItem(paragraph("[ ] a")), listItem(paragraph("c"))))');
  expect(said("a[^n] [^other]\n\n[^n]: *note*\n")).toBe('doc(paragraph("a", footnote, " [^other]"))');
  expect(said("```js\n[^n]: x\n```\n")).toBe('doc(codeBlock("[^n]: x"))');
  expect(readMarkdown("```js\nx\n```").text.firstChild?.attrs).toMatchObject({ language: "js" });
  expect(said("a <b>b</b> [c](javascript:alert(1)) <script>x</script>")).toBe('doc(paragraph("a ", bold("b"), " c"))');
  expect(readMarkdown("![x](https://example.org/x.png)").losses).toEqual([{ reason: "pictures-elsewhere", count: 1 }]);
});

test("one of everything in every place of a list can be written", () => {
  const blocks = everything.children.filter((node) => node.type.name !== "doc");
  const inItem = textSchema().node("listItem", null, [textSchema().node("paragraph"), ...blocks]);
  const text = textSchema().node("doc", null, [textSchema().node("bulletList", null, [inItem])]);
  const back = readMarkdown(writeMarkdown({ ...written, text })).text;
  for (const words of ["A new roof", "more of one", "Mind the gutter", "It rains in.", "from x"])
    expect(back.textContent).toContain(words);
});
