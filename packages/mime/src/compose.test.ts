import { expect, test } from "vitest";
import { composeMessage, type OutgoingMessage } from "./compose.ts";
import { readContent } from "./content.ts";
import { composeDsn, type Dsn } from "./dsn.ts";
import { parseMessage } from "./parse.ts";
import { mail } from "./samples.ts";
import { decodeBody } from "./section.ts";
import { summarize } from "./summary.ts";

const base: OutgoingMessage = {
  from: { name: "Ann Müller", address: "ann@example.org" },
  to: [
    { name: "Example, Bob", address: "bob@bücher.example" },
    { name: "", address: "carl@example.net" },
  ],
  bcc: [{ name: "", address: "secret@example.net" }],
  subject: "Grüße & mehr",
  text: "Hallo Welt, größer.\n.\nFrom here on\n",
  date: new Date("2025-11-24T10:00:00Z"),
  messageId: "<m@example.org>",
};

function isSevenBit(raw: Buffer): boolean {
  return raw.every((byte) => byte < 128) && !/[^\r]\n|\r[^\n]|[^\r\n]{999}/.test(raw.toString("latin1"));
}

test("what is composed is read back, in seven bits", async () => {
  const raw = await composeMessage({
    ...base,
    cc: [{ name: "日本", address: "cc@example.net" }],
    replyTo: [{ name: "", address: "reply@example.org" }],
    inReplyTo: "<p@example.org>",
    references: ["<o@example.org>", "<p@example.org>"],
    headers: [["Auto-Submitted", "auto-generated"]],
  });
  expect(isSevenBit(raw)).toBe(true);
  expect(summarize(raw, parseMessage(raw))).toMatchObject({
    subject: "Grüße & mehr",
    from: [{ name: "Ann Müller", address: "ann@example.org" }],
    to: [
      { name: "Example, Bob", address: "bob@xn--bcher-kva.example" },
      { name: "", address: "carl@example.net" },
    ],
    cc: [{ name: "日本", address: "cc@example.net" }],
    bcc: [],
    replyTo: [{ name: "", address: "reply@example.org" }],
    inReplyTo: ["<p@example.org>"],
    references: ["<o@example.org>", "<p@example.org>"],
    date: base.date,
    messageId: "<m@example.org>",
    autoSubmitted: "auto-generated",
  });
  expect(readContent(raw, parseMessage(raw)).text?.replaceAll("\r\n", "\n").trimEnd()).toBe(base.text?.trimEnd());
});

test("Bcc is written only when it is kept", async () => {
  expect((await composeMessage(base)).includes("secret")).toBe(false);
  const kept = await composeMessage({ ...base, keepBcc: true });
  expect(summarize(kept, parseMessage(kept)).bcc).toEqual(base.bcc);
});

test("HTML gets a text beside it, embedded images go with the HTML, files beside both", async () => {
  const content = Buffer.from([0, 255, 13, 10, 1]);
  const raw = await composeMessage({
    ...base,
    text: undefined,
    html: '<p>Hallo <img src="cid:logo@x"> größer</p>',
    attachments: [
      { name: "Rechnung, März (1+1).pdf", type: "application/pdf", content },
      { name: "logo.png", type: "image/png", content, contentId: "logo@x", inline: true },
    ],
  });
  const root = parseMessage(raw);
  expect(isSevenBit(raw)).toBe(true);
  const read = readContent(raw, root);
  expect(read.text).toBe("Hallo größer");
  expect(read.html).toBe('<p>Hallo <img src="cid:logo@x"> größer</p>');
  expect(read.attachments).toMatchObject([
    { name: "logo.png", type: "image/png", sizeBytes: 5, contentId: "logo@x", isInline: true },
    { name: "Rechnung, März (1+1).pdf", type: "application/pdf", sizeBytes: 5, isInline: false },
  ]);
});

test.each([
  "ä ö+ü.txt",
  'quote".txt',
  "semi;colon.txt",
  "😁".repeat(40),
  "a%b'c*.txt",
  "x".repeat(180),
  "back\\slash",
  "日本語の長い名前".repeat(6),
])("the attachment name %j survives", async (name) => {
  const raw = await composeMessage({ ...base, attachments: [{ name, type: "text/x-odd", content: Buffer.from("x") }] });
  const [part] = parseMessage(raw).children.slice(-1);
  expect(part?.disposition?.params.get("filename")).toBe(name);
  expect(part && decodeBody(raw, part).toString()).toBe("x");
});

test("line breaks in what a person writes never make a header field", async () => {
  const raw = await composeMessage({
    ...base,
    subject: "a\r\nBcc: evil@x",
    from: { name: "x\r\nX-Evil: 1", address: "ann@example.org\r\nX-Evil: 2" },
    headers: [["X-Note", "a\r\nX-Evil: 3"]],
    attachments: [{ name: "n\r\nX-Evil: 4", type: "text/plain\r\nX-Evil: 5", content: Buffer.from("x") }],
  });
  for (const part of [parseMessage(raw), ...parseMessage(raw).children])
    expect(part.headers.map((header) => header.key)).not.toContain(expect.stringMatching(/^(?:bcc|x-evil)$/));
  expect(raw.toString()).not.toMatch(/^(?:x-evil|bcc)/im);
});

const dsn: Dsn = {
  reportingMta: "mx.example.org",
  from: "Mail Delivery System <mailer-daemon@example.org>",
  to: "ann@example.net",
  originalHeaders: mail(["From: ann@example.net", "Subject: original", "", "body that is not returned"]),
  recipients: [
    {
      address: "bob@example.com",
      action: "failed",
      status: "5.1.1",
      diagnostic: "550 5.1.1 no such\r\nuser",
      remoteMta: "mx.example.com",
    },
    { address: "jörg@bücher.example", action: "delayed", status: "4.4.1" },
  ],
  date: new Date("2025-11-24T10:00:00Z"),
  messageId: "<d@example.org>",
  text: "Sorry, your message could not be delivered to größer@example.com.\n",
};

test("a DSN has its three parts", () => {
  const raw = composeDsn(dsn);
  expect(isSevenBit(raw)).toBe(true);
  const root = parseMessage(raw);
  expect([root.mediaType, root.params.get("report-type")]).toEqual(["multipart/report", "delivery-status"]);
  expect(root.children.map((part) => part.mediaType)).toEqual([
    "text/plain",
    "message/delivery-status",
    "text/rfc822-headers",
  ]);
  const [text, status, headers] = root.children.map((part) => decodeBody(raw, part).toString());
  expect(text).toBe("Sorry, your message could not be delivered to größer@example.com.\r\n");
  expect(status?.split("\r\n")).toEqual([
    "Reporting-MTA: dns; mx.example.org",
    "",
    "Final-Recipient: rfc822; bob@example.com",
    "Action: failed",
    "Status: 5.1.1",
    "Remote-MTA: dns; mx.example.com",
    "Diagnostic-Code: smtp; 550 5.1.1 no such user",
    "",
    "Final-Recipient: utf-8; j\\x{F6}rg@b\\x{FC}cher.example",
    "Action: delayed",
    "Status: 4.4.1",
    "",
  ]);
  expect(headers).toBe("From: ann@example.net\r\nSubject: original\r\n");
  expect(summarize(raw, root)).toMatchObject({
    subject: "Your message could not be delivered",
    autoSubmitted: "auto-replied",
    from: [{ name: "Mail Delivery System", address: "mailer-daemon@example.org" }],
  });
});

test("raw 8-bit octets of the original's header come back exactly, in seven bits", () => {
  const original = mail(["Subject: \xee\xf2\xf7\xb8\xf2 PHP", "X: y"], "latin1");
  const raw = composeDsn({ ...dsn, originalHeaders: original });
  expect(isSevenBit(raw)).toBe(true);
  const part = parseMessage(raw).children[2];
  expect(part && decodeBody(raw, part).equals(original)).toBe(true);
});
