import { expect, test } from "vitest";
import { decodeParams, parseParams } from "./params.ts";

function read(text: string, charset: BufferEncoding = "utf8"): Record<string, string> {
  return Object.fromEntries(decodeParams(parseParams(Buffer.from(text, charset).toString("latin1"), 0)));
}

test.each([
  ["; charset=utf-8", { charset: "utf-8" }],
  ['; charset="utf-8" ; format = flowed', { charset: "utf-8", format: "flowed" }],
  ["; charset=us-ascii (Plain text)", { charset: "us-ascii" }],
  [";charset=a;;delsp=yes;", { charset: "a", delsp: "yes" }],
  ['; NAME="a \\"b\\" c.pdf"', { name: 'a "b" c.pdf' }],
  ['; name="C:\\dir\\file.txt"', { name: "C:\\dir\\file.txt" }],
  ['; name="\\\\host\\dir\\file.txt"', { name: "\\host\\dir\\file.txt" }],
  ['; name="an \\Lehrer; 1\\\\2.pdf"', { name: "an Lehrer; 1\\2.pdf" }],
  ["; filename=Rechnung, März (1+1).pdf", { filename: "Rechnung, März (1+1).pdf" }],
  ["; filename=two words.txt; size=3", { filename: "two words.txt", size: "3" }],
  ['; filename="a "quoted" name.txt"; size=3', { filename: 'a "quoted" name.txt', size: "3" }],
  ['; name="=?utf-8?Q?=C3=A4.txt?="', { name: "ä.txt" }],
  ["; filename*=UTF-8'de'%C3%A4%20b.txt", { filename: "ä b.txt" }],
  ["; filename=fallback.txt; filename*=iso-8859-1''%E4.txt", { filename: "ä.txt" }],
  ["; filename*0=a; filename*1=b; filename*2=.txt", { filename: "ab.txt" }],
  ["; filename*0*=UTF-8''%C3; filename*1*=%A4.txt", { filename: "ä.txt" }],
  ["; filename*0*=UTF-8''%C3%A4; filename*1=\".pdf\"", { filename: "ä.pdf" }],
  ['; filename*0="=?UTF-8?Q?=F0=9F=98?= =?UTF-8?Q?=8"; filename*1="1.docx?="', { filename: "😁.docx" }],
  ["; filename*1=b; filename*0=a", { filename: "ab" }],
  ["; filename*=%C3%A4.txt", { filename: "ä.txt" }],
  ["; a=1; a=2", { a: "1" }],
  ["; novalue; b=2", { b: "2" }],
  ['; a="unclosed', { a: "unclosed" }],
  ["; __proto__=x", { ["__proto__"]: "x" }],
  ["\f\v;=;=\f", {}],
])("%j", (text, expected) => {
  const found = read(text);
  delete found[""];
  expect(found).toEqual(expected);
});

test("names in raw 8-bit octets of another charset", () => {
  expect(read("; filename=M\xe4rz.pdf", "latin1")).toEqual({ filename: "März.pdf" });
});
