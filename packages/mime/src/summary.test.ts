import { expect, test } from "vitest";
import { parseMessage } from "./parse.ts";
import { mail, newsletter } from "./samples.ts";
import { type Summary, summarize } from "./summary.ts";

function read(lines: string[]): Summary {
  const raw = mail(lines);
  return summarize(raw, parseMessage(raw));
}

test("the summary of a whole message", () => {
  expect(summarize(newsletter, parseMessage(newsletter))).toEqual({
    subject: "Grüße",
    from: [{ name: "Ann Example", address: "ann@example.org" }],
    sender: [],
    replyTo: [],
    to: [{ name: "", address: "bob@example.net" }],
    cc: [],
    bcc: [],
    date: new Date("2025-11-24T10:00:00Z"),
    messageId: "<s@example.org>",
    inReplyTo: [],
    references: [],
    snippet: "first line goes on",
    hasAttachments: true,
    attachmentBytes: 8,
    listId: null,
    listUnsubscribe: [],
    listUnsubscribePost: false,
    autoSubmitted: null,
    precedence: null,
    isSpamFlagged: false,
    authenticationResults: [],
    importance: "normal",
  });
});

test.each([
  ["<a@x> <b@x>\r\n <c@x>", ["<a@x>", "<b@x>", "<c@x>"]],
  ["<a@x><b@x>,<a@x>", ["<a@x>", "<b@x>"]],
  ["a@x b@x", ["<a@x>", "<b@x>"]],
  ['"Ann" message of today <a@x>', ["<a@x>"]],
  ["<folded\r\n @x>", ["<folded@x>"]],
  ["none", []],
])("message ids of %j", (value, expected) => {
  expect(read([`References: ${value}`, `In-Reply-To: ${value}`, "", ""])).toMatchObject({
    references: expected,
    inReplyTo: expected,
  });
});

test("of very many references the first and the last stay", () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => `<${i}@x>`);
  const { references } = read([`References: ${ids.join("\r\n ")}`, "", ""]);
  expect(references).toHaveLength(200);
  expect([references[0], references[1], references.at(-1)]).toEqual(["<0@x>", "<801@x>", "<999@x>"]);
});

test("list and machine fields", () => {
  const summary = read([
    "List-Id: A list =?utf-8?Q?=C3=A4?= <dev.lists.example.org>",
    "List-Unsubscribe: <mailto:leave@example.org?subject=x>,\r\n <https://example.org/u\r\n ?id=1> (web)",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "Auto-Submitted: Auto-Replied; owner=x",
    "Precedence: Bulk",
    "Authentication-Results: mx.example.org; dkim=pass\r\n header.d=example.org",
    "Authentication-Results: other.example; spf=fail",
    "",
    "",
  ]);
  expect(summary).toMatchObject({
    listId: "dev.lists.example.org",
    listUnsubscribe: ["mailto:leave@example.org?subject=x", "https://example.org/u?id=1"],
    listUnsubscribePost: true,
    autoSubmitted: "auto-replied",
    precedence: "bulk",
    authenticationResults: ["mx.example.org; dkim=pass header.d=example.org", "other.example; spf=fail"],
  });
});

test.each([
  ["X-Spam-Flag: YES", true],
  ["X-Spam-Flag: yes", true],
  ["X-Spam-Flag: NO", false],
  ["X-Spam-Flag:", false],
  ["X-Spam-Status: Yes", false],
])("%s", (field, expected) => {
  expect(read([field, "", ""]).isSpamFlagged).toBe(expected);
});

test.each([
  ["Importance: high", "high"],
  ["Importance: Low", "low"],
  ["X-Priority: 1 (Highest)", "high"],
  ["X-Priority: 3", "normal"],
  ["X-Priority: 5", "low"],
  ["Priority: urgent", "high"],
  ["X-MSMail-Priority: High", "high"],
  ["X-None: 1", "normal"],
])("importance of %s", (field, expected) => {
  expect(read([field, "", ""]).importance).toBe(expected);
});

test.each([
  [["hello", "", "world"], "hello world"],
  [["thanks", "", "On Mon, 24 Nov 2025 at 10:00, Ann <a@x> wrote:", "> old", "> text"], "thanks"],
  [["> only", "> quoted"], "> only > quoted"],
  [["new", "-- ", "Ann", "Example Ltd"], "new"],
  [["new", "-----Original Message-----", "From: x"], "new"],
  [["new", "________________________________", "Von: x"], "new"],
  [["x".repeat(500)], "x".repeat(200)],
  [[`${"x".repeat(199)}😁😁`], "x".repeat(199)],
])("the snippet of %j", (body, expected) => {
  expect(read(["Content-Type: text/plain; charset=utf-8", "", ...body]).snippet).toBe(expected);
});

test("the snippet of HTML is what people see first", () => {
  const snippet = read([
    "Content-Type: text/html; charset=utf-8",
    "",
    "<html><head><title>t</title><style>p { x: y }</style></head><body><div>\u034f \u200c \u034f \u200c</div>",
    "<p>Hello &amp; <b>welcome</b></p><blockquote>old</blockquote></body></html>",
  ]).snippet;
  expect(snippet).toBe("Hello & welcome");
});

test("only the first From is shown; recipients of repeated fields are joined", () => {
  const summary = read(["From: Ann <a@x>", "From: evil@x", "To: b@x", "To: c@x, g: d@x;", "", ""]);
  expect(summary.from).toEqual([{ name: "Ann", address: "a@x" }]);
  expect(summary.to.map((to) => to.address)).toEqual(["b@x", "c@x", "d@x"]);
});
