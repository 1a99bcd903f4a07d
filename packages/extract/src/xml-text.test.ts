import { expect, test } from "vitest";
import { xmlText } from "./xml-text.ts";

test.each([
  ["<w:p><w:t>one &amp; two</w:t></w:p><w:p>three</w:p>", "one & two\nthree\n"],
  ["<a><!-- <w:p>no</w:p> --><![CDATA[<yes>]]></a>", "<yes>"],
  ["<w:instrText>PAGE<w:br/></w:instrText>left", "left"],
  ['<?xml version="1.0"?><!DOCTYPE x>text', "text"],
  ["text:s<text:s/>between", "text:s between"],
  ["ends < here", "ends "],
])("%j is read as %j", (xml, text) => {
  expect(xmlText(xml, 1000)).toBe(text);
});

test("of what is long the beginning is read", () => {
  expect(xmlText("&#x41;".repeat(1000), 10)).toBe("A".repeat(10));
});

test.each(["", "<", "<a ", "<a b='", "<!", "<!--", "<![CDATA[", "<?", "</", "&"])(
  "a run without an end after %j costs no stack",
  (start) => {
    expect(xmlText(start + "x".repeat(24_000_000), 1000).length).toBeLessThanOrEqual(1000);
  },
);
