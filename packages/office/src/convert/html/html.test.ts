import { expect, test } from "vitest";
import { drawn, everything, png, shapeOf, written } from "../everything.fixture.ts";
import { readHtml } from "./read-html.ts";
import { writeHtml } from "./write-html.ts";

const said = (html: string) => drawn(readHtml(html));
const lost = (html: string) => Object.fromEntries(readHtml(html).losses.map(({ reason, count }) => [reason, count]));

test("a page that is written needs nothing else and runs nothing", () => {
  const html = writeHtml(written);
  expect(html).toContain("<title>Roof &amp; gutter</title>");
  expect(html).toContain(`<img src="data:image/png;base64,${png.toString("base64")}" alt="The roof" width="50%">`);
  expect(html).toContain("<del> three</del><ins> four</ins> &amp; &lt;b&gt;");
  expect(html).not.toMatch(/<script|<link|\son\w+=/i);
  expect(html.match(/(?:src|href)="(?!data:|https:\/\/example|#note)[^"]*"/g)).toBeNull();
});

test("what a page says that was written here comes back, but for comments, proposals, widths and mentions", () => {
  const back = readHtml(writeHtml(written));
  expect([back.losses, back.pictures.length]).toEqual([[], 1]);
  const without = JSON.stringify(shapeOf(everything))
    .replace(/\{"type":"comment","attrs":\{"id":"\(id\)"\}\}/g, "null")
    .replaceAll('{"type":"deletion","attrs":{"id":"(id)"}}', '{"type":"strike"}')
    .replaceAll('{"type":"insertion","attrs":{"id":"(id)"}}', '{"type":"underline"}')
    .replaceAll('"marks":[{"type":"bold"},null]', '"marks":[{"type":"bold"}]')
    .replaceAll('"marks":[null],', "")
    .replaceAll(/"colwidth":\[[\d,]+\]/g, '"colwidth":null')
    .replace('"side":"end"', '"side":"center"')
    .replace(/\{"type":"text","text":"By "\},\{"type":"mention".*?\}\}/, '{"type":"text","text":"By Ann Lee"}');
  expect(shapeOf(back.text)).toEqual(JSON.parse(without));
});

test("of hostile pages only words are left", () => {
  const html = `<p onclick="x()">A<script>alert(1)</script><style>p{}</style> <a href="javascript:alert(1)">b</a> <a href="java\nscript:alert(1)">c</a>
    <img src=x onerror=alert(1)><iframe src="https://example.org"></iframe><object data=x></object><svg onload=alert(1)><text>t</text></svg>
    <a href="//example.org/">d</a><span style="display:none">unseen</span><span style="color:expression(x); background:url(x)">e</span></p>`;
  expect(said(html)).toBe('doc(paragraph("A b c de"))');
  expect(lost(html)).toMatchObject({ "active-content": 4, "pictures-elsewhere": 1, drawings: 1 });
});

test("spaces, breaks and blocks are set as a browser sets them", () => {
  expect(said("one\n  two <b> three</b><br> four<br></p><p>five<div>six</div>seven")).toBe(
    'doc(paragraph("one two ", bold("three"), hardBreak, "four"), paragraph("five"), paragraph("six"), paragraph("seven"))',
  );
  expect(said("<pre>\n a\n  b\n</pre>")).toBe('doc(codeBlock(" a\\n  b"))');
  expect(said("")).toBe("doc(paragraph)");
});

test("what programs paste is read by its looks", () => {
  const html = `<p class=MsoNormal style='text-align:center'><span style='font-size:14.0pt;font-family:"Georgia",serif;color:#C00000'>Red</span>
    <b style="font-weight:normal">plain</b><span style="font-weight:700;text-decoration:underline">both</span></p>`;
  const paragraph = readHtml(html).text.firstChild;
  expect(paragraph?.attrs["textAlign"]).toBe("center");
  expect(paragraph?.toString()).toBe('paragraph(textStyle("Red"), " plain", bold(underline("both")))');
  expect(paragraph?.firstChild?.marks[0]?.attrs).toEqual({ color: "#c00000", fontFamily: "Georgia", fontSize: "14pt" });
});

test("lists, boxes to tick, tables with gaps and figures are what they are", () => {
  expect(said("<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul></ul><ol start=4 type=i><li>d</ol>")).toBe(
    'doc(bulletList(listItem(paragraph("a"), bulletList(listItem(paragraph("b")))), listItem(paragraph, bulletList(listItem(paragraph("c"))))), orderedList(listItem(paragraph("d"))))',
  );
  expect(said('<ul><li><input type=checkbox checked> a</li><li><input type="checkbox">b</li></ul>')).toBe(
    'doc(taskList(taskItem(paragraph("a")), taskItem(paragraph("b"))))',
  );
  const table = readHtml(
    "<table><caption>Cap</caption><tr><th colspan=9999>h</th></tr><tr><td rowspan=99>x<td></td></tr></table><table></table>",
  ).text;
  expect(table.toString()).toBe(
    'doc(paragraph("Cap"), table(tableRow(tableHeader(paragraph("h"))), tableRow(tableCell(paragraph("x")), tableCell(paragraph))))',
  );
  expect(table.child(1).child(0).child(0).attrs["colspan"]).toBe(200);
  expect(table.child(1).child(1).child(0).attrs["rowspan"]).toBe(1);
  const data = `data:image/png;base64,${png.toString("base64")}`;
  const { text, pictures } = readHtml(
    `<figure><img src="${data}" alt=roof><figcaption>North</figcaption></figure><p><img src="${data}">`,
  );
  expect([text.toString(), pictures.length]).toEqual(['doc(picture("North"), picture)', 1]);
});

test("what lies ten thousand levels deep is read as words, and quickly", () => {
  const begun = process.cpuUsage();
  for (const name of ["div", "blockquote", "ul><li", "table><tr><td", "b", "span"])
    expect(readHtml(`${`<${name}>`.repeat(10_000)}deep`).text.textContent).toBe("deep");
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000);
});
