// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { expect, onTestFinished, test } from "vitest";
import { messageExtensions } from "./extensions.ts";
import { ownText, toEditorHtml, withoutRemote } from "./message-html.ts";
import { messageHtmlOf, toMessageHtml } from "./to-message-html.ts";

function buildEditor(content: string): Editor {
  const editor = new Editor({ extensions: messageExtensions({ placeholder: "", onLink: () => undefined }), content });
  onTestFinished(() => editor.destroy());
  return editor;
}

/** What a message is after it was saved and opened again. */
function reopened(html: string): string {
  return toMessageHtml(buildEditor(toEditorHtml(html, "self")).getHTML());
}

test("paragraphs become lines, empty ones too, and come back as they were", () => {
  const html = toMessageHtml(buildEditor("<p>One</p><p></p><p>Two</p>").getHTML());
  expect(html).toBe("<div>One</div><div><br></div><div>Two</div>");
  expect(reopened(html)).toBe(html);
});

test("a table goes out with its lines, its widths and its colours, and can be changed again when the draft is opened", () => {
  const editor = buildEditor("<p>Hours</p>");
  editor.commands.setTextSelection(6);
  editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true });
  editor.commands.insertContent("Day");
  editor.commands.setCellAttribute("bgcolor", "#fef3c7");
  const html = toMessageHtml(editor.getHTML());
  expect(html).toContain('border="1"');
  expect(html).toMatch(/<th[^>]*bgcolor="#fef3c7"[^>]*background-color: rgb\(254, 243, 199\)[^>]*>Day<\/th>/);
  expect(html).not.toContain("<p>");
  const again = buildEditor(toEditorHtml(html, "self"));
  expect(again.getJSON().content?.map((node) => node.type)).toContain("table");
  expect(reopened(html)).toBe(html);
});

test("a table that gives a page its shape is kept as it came", () => {
  const layout =
    '<table width="600"><tbody><tr><td style="padding:20px"><table><tbody><tr><td>Deep</td></tr></tbody></table></td></tr></tbody></table>';
  const html = toMessageHtml(buildEditor(toEditorHtml(`<div>Above</div>${layout}`, "self")).getHTML());
  expect(html).toContain(layout);
});

test("colours, sizes, alignment, indent, lists and code survive saving", () => {
  const html = toMessageHtml(
    buildEditor(
      '<h2 style="text-align:center">Title</h2><p style="margin-left: 80px"><span style="color: #d92d20; background-color: #fef3c7; font-size: 18px">Text</span></p><ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul><pre><code>x = 1</code></pre><hr><blockquote><p>Said</p></blockquote>',
    ).getHTML(),
  );
  for (const part of ["text-align: center", "margin-left: 80px", "color: rgb(217, 45, 32)", "font-size: 18px", "<hr>"])
    expect(html).toContain(part);
  expect(html).toMatch(/<li>One<ul><li>Two<\/li><\/ul><\/li>/);
  expect(html).toMatch(/<blockquote style="[^"]*border-left[^"]*"><div>Said<\/div>/);
  expect(reopened(html)).toBe(html);
});

test("text that is written from the right says so, other text says nothing", () => {
  const html = toMessageHtml(buildEditor("<p>مرحبا Ana</p><p>Ana مرحبا</p><p>12</p>").getHTML());
  expect(html).toBe('<div dir="rtl">مرحبا Ana</div><div>Ana مرحبا</div><div>12</div>');
});

test("the message of others keeps its styles and pictures word for word", () => {
  const theirs =
    '<blockquote type="cite"><style>p{color:green}</style><p style="color:green">See <img src="/mail/messages/1/parts/2?inline=1"></p></blockquote>';
  const html = toMessageHtml(buildEditor(toEditorHtml(`<p></p><p>On Monday:</p>${theirs}`, "other")).getHTML());
  expect(html).toContain(theirs);
  const editor = buildEditor(toEditorHtml(`<p></p><p>On Monday:</p>${theirs}`, "other"));
  expect(messageHtmlOf(editor)).toBe(html);
});

test("a picture keeps its size and its words", () => {
  const html = toMessageHtml(buildEditor('<p><img src="/uploads/1" alt="A roof" width="240"></p>').getHTML());
  expect(html).toMatch(/<img [^>]*src="\/uploads\/1"[^>]*alt="A roof"[^>]*width="240"/);
  expect(reopened(html)).toBe(html);
});

test("what the person wrote is told apart from what is quoted, line by line", () => {
  const html = toEditorHtml('<p>See</p><p>attached<br>list</p><blockquote type="cite">enclosed</blockquote>', "other");
  expect(ownText(html).split(/\n+/).filter(Boolean)).toEqual(["See", "attached", "list"]);
});

test("nothing is loaded from elsewhere when a quote is looked at", () => {
  expect(withoutRemote('<img src="https://t.example/1"><img src="//t.example/2"><img src="/mail/messages/1">')).toBe(
    '<img><img><img src="/mail/messages/1">',
  );
});
