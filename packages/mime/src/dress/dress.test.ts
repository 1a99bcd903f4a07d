import { expect, test } from "vitest";
import { safeHtml, textToHtml } from "../index.ts";
import { dressHtml } from "./index.ts";

const sources = { cid: () => null, remote: () => null };
const dressed = (html: string) => dressHtml(safeHtml(html, sources).html, { foldsQuotes: true });
/** What stands outside of the fold, and inside, as text. */
function parts(html: string): [outside: string, inside: string] {
  const at = html.indexOf('<details class="carbyne-quote">');
  const flat = (text: string) =>
    text
      .replace(/<summary>…<\/summary>/, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  return at === -1 ? [flat(html), ""] : [flat(html.slice(0, at)), flat(html.slice(at))];
}

test.each([
  [
    "Gmail",
    '<div dir="ltr">Yes.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 24 Nov 2025 at 10:00, Ann wrote:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc">Shall we?</blockquote></div>',
  ],
  [
    "Outlook on the web",
    '<div>Yes.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>From:</b> Ann<br><b>Sent:</b> Monday</div><div>Shall we?</div>',
  ],
  [
    "Outlook for Windows",
    '<div class="WordSection1"><p class="MsoNormal">Yes.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Ann</p></div></div><p class="MsoNormal">Shall we?</p></div>',
  ],
  [
    "Apple Mail",
    '<div>Yes.</div><br><div><blockquote type="cite"><div>On 24. Nov 2025, at 10:00, Ann wrote:</div><br><div>Shall we?</div></blockquote></div><br>',
  ],
  [
    "Thunderbird",
    '<p>Yes.</p><div class="moz-cite-prefix">Am 24.11.25 um 10:00 schrieb Ann:<br></div><blockquote type="cite" cite="mid:x@y">Shall we?</blockquote>',
  ],
  ["Yahoo", '<div>Yes.</div><div class="yahoo_quoted"><div>On Monday Ann wrote:</div><div>Shall we?</div></div>'],
  [
    "a plain blockquote",
    "<p>Yes.</p><p>Le lun. 24 nov. 2025 à 10:00, Ann a écrit :</p><blockquote>Shall we?</blockquote>",
  ],
])("%s: the answer is shown, what it answers is folded", (_name, html) => {
  const [outside, inside] = parts(dressed(html));
  expect(outside).toBe("Yes.");
  expect(inside).toContain("Shall we?");
});

test.each([
  ["Yes.\n\nOn Mon, 24 Nov 2025 at 10:00, Ann Example <ann@example.org> wrote:\n> Shall we?\n> Ann"],
  [
    "Yes.\n\nAm Mo., 24. Nov. 2025 um 10:00 Uhr schrieb Ann Example mit einem langen Namen\n<ann@example.org>:\n\n> Shall we?\n",
  ],
  ["Yes.\n\n2025年11月24日(月) 10:00 Ann <ann@example.org>:\n> Shall we?"],
  ["Yes.\n\nEl lun, 24 nov 2025 a las 10:00, Ann escribió:\n\n> Shall we?\n>> When?"],
  ["Yes.\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\n\nShall we?"],
  ["Yes.\n\n-----Ursprüngliche Nachricht-----\nVon: Ann\n\nShall we?"],
  ["Yes.\n\n________________________________\nFrom: Ann\nSent: Monday\n\nShall we?"],
])("plain text %#: the answer is shown, what it answers is folded", (text) => {
  const [outside, inside] = parts(dressHtml(textToHtml(text), { foldsQuotes: true }));
  expect(outside).toBe("Yes.");
  expect(inside).toContain("Shall we?");
});

test.each([
  ["an answer between the lines", "> Shall we?\nYes.\n\n> When?\nAt ten."],
  ["a quote with nothing of one's own", "> Shall we?\n> When?"],
  ["a list with a colon", "We need:\n- chairs\n- tables"],
])("%s stays as it is", (_name, text) => {
  expect(dressHtml(textToHtml(text), { foldsQuotes: true })).not.toContain("<details");
});

test("what was passed on is not folded", () => {
  const html =
    '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ann</div>The news.</div>';
  expect(dressed(html)).not.toContain("<details");
  expect(dressHtml(safeHtml(html, sources).html, { foldsQuotes: false })).not.toContain("<details");
});

test.each([
  ['<a href="https://evil.example.net/x">https://bank.example/login</a>', "bank.example", "evil.example.net"],
  ['<a href="https://evil.example.net/x">www.bank.example</a>', "www.bank.example", "evil.example.net"],
  ['<a href="https://bank.example.evil.example.net">bank.example</a>', "bank.example", "bank.example.evil.example.net"],
  ['<a href="https://bank.example@evil.net/"><b>bank</b>.example</a>', "bank.example", "evil.net"],
  ['<a href="https://xn--bnk-qla.example">bank.example</a>', "bank.example", "bänk.example (xn--bnk-qla.example)"],
  ['<a href="http://192.0.2.7/">bank.example</a>', "bank.example", "192.0.2.7"],
])("%s says where it goes", (html, shows, goes) => {
  expect(dressed(html)).toContain(`data-shows="${shows}" data-goes="${goes}"`);
});

test.each([
  '<a href="https://www.bank.example/x">bank.example</a>',
  '<a href="https://bank.example/x">https://login.bank.example/</a>',
  '<a href="https://evil.example">Read more</a>',
  '<a href="https://files.example/1">report.pdf</a>',
  '<a href="https://evil.example"><img src="x" alt="bank.example"></a>',
  '<a href="mailto:ann@bank.example">other.example</a>',
])("%s says what it does", (html) => {
  expect(dressed(html)).not.toContain("data-goes");
});

test("the style sheet and the text stay as they are", () => {
  const html =
    '<style>a>b{color:red}</style><p title="a&quot;b">ä &lt;x&gt; &amp;amp; <a href="https://x.example/?a=1&amp;b=2">bank.example</a></p>';
  const result = dressHtml(html, { foldsQuotes: true });
  expect(result.startsWith('<style>a>b{color:red}</style><p title="a&quot;b">ä &lt;x&gt; &amp;amp; ')).toBe(true);
  expect(result).toContain('href="https://x.example/?a=1&amp;b=2"');
});
