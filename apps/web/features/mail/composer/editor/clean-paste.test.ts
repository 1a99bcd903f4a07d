// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { expect, onTestFinished, test } from "vitest";
import { cleanPasted, picturesIn } from "./clean-paste.ts";
import { messageExtensions } from "./extensions.ts";

/** What the editor makes of a paste. */
function pasted(html: string): string {
  const extensions = messageExtensions({ placeholder: "", onLink: () => undefined });
  const editor = new Editor({ extensions, content: cleanPasted(html) });
  onTestFinished(() => editor.destroy());
  return editor.getHTML().replaceAll(' dir="auto"', "");
}

test("Word's lists become lists, with their levels, and its own tags and styles go", () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->
<p class="MsoNormal"><span lang="EN-US" style="font-size:11.0pt;color:black;mso-fareast-language:EN-US">Dear <b>Ana</b><o:p></o:p></span></p>
<p class="MsoListParagraphCxSpFirst" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style="font-family:Symbol;mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span><!--[endif]-->Tiles</p>
<p class="MsoListParagraphCxSpMiddle" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o&nbsp;</span>Red</p>
<p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>Gutter</p>
</body></html>`;
  const html = pasted(word);
  expect(html).toContain("<p>Dear <strong>Ana</strong></p>");
  expect(html).toContain("<ul><li><p>Tiles</p><ul><li><p>Red</p></li></ul></li><li><p>Gutter</p></li></ul>");
  expect(html).not.toMatch(/mso|style|o:p|·/);
});

test("Word's numbered lists become numbered lists", () => {
  const html = pasted(
    '<p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">1.&nbsp;</span>First</p><p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">2.&nbsp;</span>Second</p>',
  );
  expect(html).toBe("<ol><li><p>First</p></li><li><p>Second</p></li></ol>");
});

test("a document of Docs is not bold as a whole, but where it was", () => {
  const html = pasted(
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-family:Arial;color:#000000;background-color:transparent;font-weight:700">Roof</span><span style="color:#ff0000"> red</span></p></b>',
  );
  expect(html).toBe(
    '<p dir="ltr"><span><strong>Roof</strong></span><span style="color: rgb(255, 0, 0);"> red</span></p>',
  );
});

test("cells of a sheet become a table", () => {
  const html = pasted(
    '<style>td{border:none}</style><table border=0 cellpadding=0 width=128 style="border-collapse:collapse"><col width=64><tr height=20><td height=20 class=xl65 align=right>1</td><td bgcolor="#ffff00">a</td></tr></table>',
  );
  expect(html).toMatch(/<table.*<td[^>]*><p>1<\/p><\/td><td[^>]*bgcolor="#ffff00"[^>]*><p>a<\/p><\/td>/);
});

test("links keep http, mail and phone only; pictures of other servers become links, others their words", () => {
  const html = pasted(
    '<p><a href="javascript:x" onclick="y">a</a> <a href="https://x.example/">b</a> <img src="https://x.example/p.png" alt="plan"> <img src="file:///c:/p.png" alt="logo"></p><script>alert(1)</script>',
  );
  expect(html).toBe('<p>a <a href="https://x.example/">b</a> <a href="https://x.example/p.png">plan</a> logo</p>');
});

test("pictures that come as text are found", async () => {
  const [found, ...more] = picturesIn(
    '<p><img src="data:image/png;base64,iVBORw0KGgo="><img src="data:image/svg+xml;base64,AA"></p>',
  );
  expect(more).toEqual([]);
  expect([found?.file.name, found?.file.type, found?.file.size]).toEqual(["picture-1.png", "image/png", 8]);
});
