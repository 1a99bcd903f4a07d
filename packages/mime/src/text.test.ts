import { expect, test } from "vitest";
import { unwrapFlowed, wrapFlowed } from "./flowed.ts";
import { htmlToText } from "./html-to-text.ts";
import { textToHtml } from "./text-to-html.ts";

test.each([
  ["a \r\nb\r\nc", "a b\nc", false],
  ["a \nb", "ab", true],
  ["> q \n> r\n own", "> q r\nown", false],
  [">> deep \n> less", ">> deep \n> less", false],
  ["text \n-- \nsig", "text \n-- \nsig", false],
  [" >not a quote", ">not a quote", false],
  ["  stuffed", " stuffed", false],
  ["open ", "open ", false],
])("flowed %j", (text, expected, delSp) => {
  expect(unwrapFlowed(text, delSp)).toBe(expected);
});

const long = "The quick brown fox jumps over the lazy dog and over the fence, and afterwards it runs home to its den.";
const cut = long.indexOf("afterwards");

test.each([
  ["short", "short"],
  [long, `${long.slice(0, cut)}\n${long.slice(cut)}`],
  [`> ${long}`, `> ${long.slice(0, cut)}\n> ${long.slice(cut)}`],
  ["> > deep\n>> too", ">> deep\n>> too"],
  [">\n> a", ">\n> a"],
  ["-- \nAna", "-- \nAna"],
  ["> -- ", "> -- "],
  ["ends in a space ", "ends in a space"],
  ["  indented", "   indented"],
  ["From here", " From here"],
  ["a".repeat(200), "a".repeat(200)],
  ["", ""],
])("text %j flows as %j", (text, expected) => {
  expect(wrapFlowed(text)).toBe(expected);
});

test.each([long, `> ${long}\n>> ${long}\n\n${long}\n-- \nAna`, "a  b   c ".repeat(40).trim(), "  - one\n  - two"])(
  "what was wrapped is unwrapped to what it was",
  (text) => {
    expect(unwrapFlowed(wrapFlowed(text), false)).toBe(text);
    expect(
      wrapFlowed(text)
        .split("\n")
        .every((line) => line.length <= 78),
    ).toBe(true);
  },
);

const inside = (text: string): string => /^<div[^>]*>([^]*)<\/div>$/.exec(textToHtml(text))?.[1] ?? "";

test.each([
  ["a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;"],
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ["a\r\nb", "a\nb"],
  ["> q\n>> r\nown", '<blockquote type="cite">q<blockquote type="cite">r</blockquote></blockquote>own'],
  ["> > two", '<blockquote type="cite"><blockquote type="cite">two</blockquote></blockquote>'],
])("textToHtml(%j)", (text, expected) => {
  expect(inside(text)).toBe(expected);
});

test.each([
  ["see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2", "."],
  ["(https://example.org/wiki/X_(y))", "https://example.org/wiki/X_(y)", ")"],
  ["<https://example.org>", "https://example.org", "&gt;"],
  ["mailto:ann@example.org, yes", "mailto:ann@example.org", ", yes"],
  ['https://example.org/"onmouseover="x', "https://example.org/", "&quot;onmouseover=&quot;x"],
])("%j is linked", (text, href, after) => {
  expect(inside(text)).toContain(`<a href="${href}" target="_blank" rel="noopener noreferrer">${href}</a>${after}`);
});

test("www addresses are linked, code is not", () => {
  expect(inside("www.example.org")).toContain('href="http://www.example.org"');
  expect(inside("javascript:alert(1) data:text/html,x")).not.toContain("<a");
});

test.each([
  ["<p>one</p><p>two</p>", "one\n\ntwo"],
  ["<div>one</div><div>two</div>", "one\ntwo"],
  ["one<br>two<br/>three", "one\ntwo\nthree"],
  ["a  b\n c <b> d </b>e", "a b c d e"],
  ["<ul><li>a</li><li>b<ol start=3><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n  3. c\n  4. d"],
  ['<a href="https://example.org/x">here</a>', "here <https://example.org/x>"],
  ['<a href="https://example.org/">example.org</a>', "example.org"],
  ['<a href="mailto:a@example.org">a@example.org</a>', "a@example.org"],
  ['<a href="javascript:x">here</a>', "here"],
  ["<p>new</p><blockquote><p>old</p><blockquote>older</blockquote></blockquote>", "new\n\n> old\n>\n>> older"],
  ["<pre>a\n  b</pre>", "a\n  b"],
  ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
  [
    '<table border="1"><tr><th>Day</th><th>Hour</th></tr><tr><td>Mon</td><td></td><td>9</td></tr></table>',
    "Day | Hour\nMon | | 9",
  ],
  ['<img alt="logo" src=x> text', "logo text"],
  ["&lt;b&gt; &amp; &eacute;&#8364;", "<b> & é€"],
  ["<style>p{}</style><script>x</script><title>t</title>shown", "shown"],
  ["<h1>T</h1>text<hr>end", `T\n\ntext\n${"-".repeat(40)}\nend`],
  ["", ""],
])("htmlToText(%j)", (html, expected) => {
  expect(htmlToText(html)).toBe(expected);
});

test.each([
  ["<svg onload=x><p>a</p>b", "a\n\nb"],
  ["<svg><text>c</text></svg>a", "a"],
  ["<svg><style>x</style><div>a", "a"],
  ["<object><svg><p>x</p></svg></object>a", "a"],
  ["<title><svg></title>a", "a"],
])("what hides its content ends where browsers end it: %j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});
