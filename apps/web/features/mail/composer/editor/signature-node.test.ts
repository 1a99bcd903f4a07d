// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { expect, onTestFinished, test } from "vitest";
import { messageExtensions } from "./extensions.ts";
import { ownText, toEditorHtml } from "./message-html.ts";
import { placeSignature, signed } from "./signature-node.ts";
import { toMessageHtml } from "./to-message-html.ts";

const work = "<p>Maren Keller</p><p>Town hall</p>";
const home = "<p>Maren</p>";
const known = [work, home];
const quote = '<blockquote type="cite"><p>Before</p></blockquote>';

function buildEditor(content: string): Editor {
  const editor = new Editor({ extensions: messageExtensions({ placeholder: "", onLink: () => undefined }), content });
  // It looks at its page again a moment later, when that may be gone.
  onTestFinished(() => editor.destroy());
  return editor;
}

/** Saved as a draft and opened again. */
function reopened(editor: Editor): Editor {
  return buildEditor(toEditorHtml(toMessageHtml(editor.getHTML()), "self"));
}

test("another identity's signature takes the place of the one before, and nothing that was written moves", () => {
  const editor = buildEditor(`<p>Dear Ana,</p>${signed(work)}<p>PS: soon</p>`);
  expect(placeSignature(editor, { html: home, known })).toBe("placed");
  expect(toMessageHtml(editor.getHTML())).toBe(
    '<div>Dear Ana,</div><div class="carbyne-signature"><div>--&nbsp;</div><div>Maren</div></div><div>PS: soon</div>',
  );
});

test("it is still known after the draft was saved and opened again", () => {
  const editor = reopened(buildEditor(`<p>Dear Ana,</p>${signed(work)}`));
  expect(placeSignature(editor, { html: home, known })).toBe("placed");
  expect(editor.getText()).not.toContain("Town hall");
  expect(editor.getText()).toContain("Dear Ana,");
});

test("what somebody wrote into the signature is kept, until asked otherwise", () => {
  const editor = buildEditor(`<p>Hi</p>${signed("<p>Maren Keller</p><p>Town hall, only today: call me</p>")}`);
  expect(placeSignature(editor, { html: home, known })).toBe("kept");
  expect(editor.getText()).toContain("only today");
  expect(placeSignature(editor, { html: home, known, isForced: true })).toBe("placed");
  expect(editor.getText()).not.toContain("only today");
});

test("one comes where none was, before what is quoted, and goes again", () => {
  const editor = buildEditor(toEditorHtml(`<p>Hi</p>${quote}`, "self"));
  placeSignature(editor, { html: home, known });
  const html = toMessageHtml(editor.getHTML());
  expect(html.indexOf("carbyne-signature")).toBeGreaterThan(html.indexOf("Hi"));
  expect(html.indexOf("carbyne-signature")).toBeLessThan(html.indexOf("Before"));
  placeSignature(editor, { html: "", known });
  expect(editor.getHTML()).not.toContain("carbyne-signature");
  expect(editor.getText()).toContain("Hi");
});

test("words of the signature are none of the writer's", () => {
  expect(ownText(`<p>See you</p>${signed("<p>attachment@x.example</p>")}`).trim()).toBe("See you");
});
