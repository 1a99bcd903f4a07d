import type { Actor } from "@carbyne/kernel";
import { parseMessage } from "@carbyne/mime";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import type { OutsideAnswer, OutsideRequest } from "../../outside/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { getConversation } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Verdict } from "../store-message.ts";
import { answerReceipt, explainMessage, getAttachedMessage, leaveList, readAttachment, readBody } from "./index.ts";

let ctx: TestContext;
let asked: OutsideRequest[] = [];
let answer: OutsideAnswer = { status: "answered", code: 200, headers: {}, body: Buffer.alloc(0) };
type Made = { actor: Actor; accountId: string; spaceId: string };
let ann: Made;
let eve: Made;

beforeAll(async () => {
  const context = await testContext();
  const outside = {
    ...context.outside,
    ask: (request: OutsideRequest) => {
      asked.push(request);
      return Promise.resolve(answer);
    },
  };
  ctx = { ...context, outside };
  const make = async (address: string, name: string): Promise<Made> => {
    const made = await createAccount(ctx, { address, name, password: "correct horse battery" });
    return { ...made, actor: { kind: "user", accountId: made.accountId } };
  };
  ann = await make("ann@town.example", "Ann Example");
  eve = await make("eve@town.example", "Eve Other");
  await deliver(["To: Jonas Brandt <jonas@lindenau.example>", "From: ann@town.example"], {
    role: "sent",
    verdict: "local",
  });
});
afterAll(() => ctx.close());

let counter = 0;
type How = { verdict?: Verdict; role?: "inbox" | "sent" | "junk"; body?: string };

async function deliver(headers: readonly string[], { verdict = "verified", role = "inbox", body = "x" }: How = {}) {
  ctx.advance(1000);
  const raw = Buffer.from(
    [...headers, `Subject: s${++counter}`, `Message-ID: <${counter}@x>`, "", body, ""].join("\r\n"),
  );
  const [stored] = await deliverMessage(ctx, { spaceIds: [ann.spaceId], raw, verdict, role });
  return { id: stored?.messageId ?? "", threadId: stored?.threadId ?? "" };
}

async function viewOf(threadId: string) {
  const [message] = (await getConversation(ctx, ann.actor, { id: threadId })).messages;
  if (!message) throw new Error("no message");
  return message;
}

const warned = async (headers: readonly string[], how?: How) =>
  (await viewOf((await deliver(headers, how)).threadId)).warnings;
const again = ["From: Known <known@village.example>"];

test.each([
  [
    "a name with another address",
    ['From: "service@paypal.com" <x@evil.example>'],
    [{ kind: "name-shows-other", shown: "service@paypal.com" }, { kind: "first-time" }],
  ],
  [
    "a name with another domain",
    ['From: "PayPal.com Support" <x@evil.example>'],
    [{ kind: "name-shows-other", shown: "PayPal.com" }],
  ],
  [
    "a colleague's name",
    ["From: Eve Other <eve.other@freemail.example>"],
    [{ kind: "name-of-other", name: "Eve Other", address: "eve@town.example" }, { kind: "first-time" }],
  ],
  [
    "a contact's name",
    ["From: Jonas  BRANDT <j@freemail.example>"],
    [{ kind: "name-of-other", name: "Jonas Brandt", address: "jonas@lindenau.example" }, { kind: "first-time" }],
  ],
  [
    "the own domain's double",
    ["From: x@t0wn.example"],
    [{ kind: "lookalike", domain: "t0wn.example", like: "town.example" }, { kind: "first-time" }],
  ],
  [
    "a contact's domain's double",
    ["From: x@lindenua.example"],
    [{ kind: "lookalike", domain: "lindenua.example", like: "lindenau.example" }, { kind: "first-time" }],
  ],
  [
    "answers that go elsewhere",
    ["From: x@shop.example", "Reply-To: y@other.example"],
    [{ kind: "reply-elsewhere", address: "y@other.example" }, { kind: "first-time" }],
  ],
  ["a stranger", ["From: stranger@far.example"], [{ kind: "first-time" }]],
])("%s is warned of", async (_name, headers, expected) => {
  expect((await warned(headers)).slice(0, expected.length)).toEqual(expected);
});

test.each([
  ["whom one has written to", ["From: Jonas Brandt <jonas@lindenau.example>"], {}],
  [
    "a list whose answers go to the list",
    ["From: a@far.example", "Reply-To: l@lists.example", "List-Id: <l.lists.example>"],
    {},
  ],
  ["answers within one house", ["From: jonas@lindenau.example", "Reply-To: office@mail.lindenau.example"], {}],
  ["a colleague", ["From: Eve Other <eve@town.example>"], { verdict: "local" }],
  ["oneself", ["From: Somebody Else <ann@town.example>"], {}],
] as const)("%s is not", async (_name, headers, how) => {
  expect(await warned(headers, how)).toEqual([]);
});

test("who has written before is no stranger, and an own domain must be proven", async () => {
  expect(await warned(again)).toEqual([{ kind: "first-time" }]);
  expect(await warned(again)).toEqual([]);
  expect(await warned(["From: eve@town.example"], { verdict: "unverified" })).toContainEqual({
    kind: "own-domain",
    domain: "town.example",
  });
});

test("mail from outside is marked where an administrator wants it", async () => {
  const { threadId } = await deliver(["From: known@village.example"]);
  const inside = await deliver(["From: eve@town.example"], { verdict: "local" });
  expect((await viewOf(threadId)).isExternal).toBe(false);
  await writeSetting(ctx, { scope: "global" }, "mail.externalBadge", true);
  expect([(await viewOf(threadId)).isExternal, (await viewOf(inside.threadId)).isExternal]).toEqual([true, false]);
  await writeSetting(ctx, { scope: "global" }, "mail.externalBadge", null);
});

const results = "Authentication-Results: mx; dkim=pass header.d=news.example";
const signed = "DKIM-Signature: v=1; d=news.example; s=s; h=from:list-unsubscribe:list-unsubscribe-post; b=x";
const newsletter = [
  results,
  signed,
  "From: News <n@news.example>",
  "To: ann@town.example",
  "List-Id: <weekly.news.example>",
  "List-Unsubscribe: <https://news.example/u?x=1>, <mailto:leave@news.example?subject=stop>",
  "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
];

test("a list is left by one POST, and that is remembered for all of its messages", async () => {
  const first = await deliver(newsletter);
  const second = await deliver(newsletter);
  expect((await viewOf(first.threadId)).leaving).toEqual({
    how: "one-click",
    web: "https://news.example/u?x=1",
    leftAt: null,
  });
  asked = [];
  answer = { status: "answered", code: 503, headers: {}, body: Buffer.alloc(0) };
  expect(await leaveList(ctx, ann.actor, { messageId: first.id, how: "one-click" })).toEqual({ status: "failed" });
  expect((await viewOf(first.threadId)).leaving?.leftAt).toBeNull();
  answer = { status: "answered", code: 200, headers: {}, body: Buffer.alloc(0) };
  expect(await leaveList(ctx, ann.actor, { messageId: first.id, how: "one-click" })).toEqual({ status: "done" });
  expect(asked[1]).toMatchObject({
    url: "https://news.example/u?x=1",
    method: "POST",
    body: { type: "application/x-www-form-urlencoded", content: "List-Unsubscribe=One-Click" },
  });
  expect((await viewOf(second.threadId)).leaving?.leftAt).toBe(ctx.clock.now().toISOString());
});

test("without a signature nobody is asked; mail and the web are left", async () => {
  const { id, threadId } = await deliver(
    newsletter.filter((line) => line !== signed).map((line) => line.replace("weekly", "daily")),
  );
  expect((await viewOf(threadId)).leaving).toMatchObject({ how: "mail" });
  asked = [];
  await expect(leaveList(ctx, ann.actor, { messageId: id, how: "one-click" })).rejects.toThrow("list-not-to-leave");
  expect(await leaveList(ctx, ann.actor, { messageId: id, how: "mail" })).toEqual({ status: "done" });
  expect(asked).toEqual([]);
  const { rows } = await ctx.db.pool.query(
    'SELECT r."address", o."reversePath" FROM "OutboundRecipient" r JOIN "OutboundMessage" o ON o."id" = r."outboundId"',
  );
  expect(rows).toContainEqual({ address: "leave@news.example", reversePath: "ann@town.example" });
  await expect(leaveList(ctx, eve.actor, { messageId: id, how: "web" })).rejects.toThrow("not-found");
});

const wish = [
  "Return-Path: <jonas@lindenau.example>",
  "Disposition-Notification-To: jonas@lindenau.example",
  "From: Jonas <jonas@lindenau.example>",
  "To: ann@town.example",
];

async function sentReceipts() {
  const { rows } = await ctx.db.pool.query<{ reversePath: string; blobHash: Buffer }>(
    `SELECT o."reversePath", o."blobHash" FROM "OutboundMessage" o JOIN "OutboundRecipient" r ON r."outboundId" = o."id" WHERE r."address" = 'jonas@lindenau.example'`,
  );
  return rows;
}

test("a receipt is asked about, sent once, and never asked about again", async () => {
  const { id, threadId } = await deliver(wish);
  expect((await viewOf(threadId)).receipt).toEqual({
    to: [{ name: "", address: "jonas@lindenau.example" }],
    isAutomatic: false,
  });
  await expect(answerReceipt(ctx, ann.actor, { messageId: id, answer: "send-automatically" })).rejects.toThrow(
    "receipt-needs-question",
  );
  await expect(answerReceipt(ctx, eve.actor, { messageId: id, answer: "send" })).rejects.toThrow("not-found");
  await answerReceipt(ctx, ann.actor, { messageId: id, answer: "send" });
  await answerReceipt(ctx, ann.actor, { messageId: id, answer: "send" });
  const [sent, ...more] = await sentReceipts();
  expect([sent?.reversePath, more.length]).toEqual(["", 0]);
  const report = await ctx.blobs.read(sent?.blobHash ?? Buffer.alloc(0));
  expect(parseMessage(report).params.get("report-type")).toBe("disposition-notification");
  expect(report.toString()).toContain("Final-Recipient: rfc822;ann@town.example");
  const view = await viewOf(threadId);
  expect([view.receipt, view.keywords]).toEqual([null, ["$MDNSent"]]);
});

test("declining sends nothing and is remembered", async () => {
  const { id, threadId } = await deliver(wish);
  const before = (await sentReceipts()).length;
  await answerReceipt(ctx, ann.actor, { messageId: id, answer: "decline" });
  expect([(await viewOf(threadId)).receipt, (await sentReceipts()).length]).toEqual([null, before]);
});

test("a setting answers for the person, except where the standard wants a question", async () => {
  const scope = { scope: "account", scopeId: ann.accountId } as const;
  await writeSetting(ctx, scope, "mail.receiptAnswer", "always");
  const plain = await deliver(wish);
  const odd = await deliver(
    wish.map((line) => line.replace("<jonas@lindenau.example>\r\n", "").replace(/^Return-Path:.*/, "Return-Path: <>")),
  );
  expect((await viewOf(plain.threadId)).receipt?.isAutomatic).toBe(true);
  expect((await viewOf(odd.threadId)).receipt?.isAutomatic).toBe(false);
  await answerReceipt(ctx, ann.actor, { messageId: plain.id, answer: "send-automatically" });
  await expect(answerReceipt(ctx, ann.actor, { messageId: odd.id, answer: "send-automatically" })).rejects.toThrow(
    "receipt-needs-question",
  );
  const last = (await sentReceipts()).at(-1);
  expect((await ctx.blobs.read(last?.blobHash ?? Buffer.alloc(0))).toString()).toContain(
    "automatic-action/MDN-sent-automatically",
  );
  await writeSetting(ctx, scope, "mail.receiptAnswer", "never");
  expect((await viewOf(odd.threadId)).receipt).toBeNull();
  await writeSetting(ctx, scope, "mail.receiptAnswer", null);
  expect((await viewOf((await deliver(["List-Id: <l>", ...wish])).threadId)).receipt).toBeNull();
  await expect(
    answerReceipt(ctx, ann.actor, { messageId: (await deliver(["From: a@b.example"])).id, answer: "send" }),
  ).rejects.toThrow("receipt-not-asked");
});

test("an attached message opens with its own text, files and header; one inside of it too", async () => {
  const inner = [
    "--i",
    "Content-Type: text/plain",
    "",
    "inner text",
    "--i",
    'Content-Type: application/pdf; name="a.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    "JVBERg==",
    "--i--",
  ];
  const body = [
    "--o",
    "Content-Type: text/plain",
    "",
    "see below",
    "--o",
    "Content-Type: message/rfc822",
    "",
    "From: Inge <inge@far.example>",
    "Subject: Inner",
    "Date: Mon, 24 Nov 2025 10:00:00 +0000",
    "Content-Type: multipart/mixed; boundary=i",
    "",
    ...inner,
    "--o--",
  ];
  const { id, threadId } = await deliver(["From: known@village.example", "Content-Type: multipart/mixed; boundary=o"], {
    body: body.join("\r\n"),
  });
  const view = await viewOf(threadId);
  expect(view.attachments).toMatchObject([{ path: "2", name: "Inner.eml", isMessage: true }]);
  const attached = await getAttachedMessage(ctx, ann.actor, { messageId: id, path: "2" });
  expect(attached).toMatchObject({
    subject: "Inner",
    from: [{ name: "Inge", address: "inge@far.example" }],
    date: "2025-11-24T10:00:00.000Z",
    attachments: [{ path: "2.2", name: "a.pdf", url: `/mail/messages/${id}/parts/2.2` }],
    bodyUrl: `/mail/messages/${id}/body?part=2`,
  });
  const shown = await readBody(ctx, ann.actor, { id, path: "2", remote: "block", length: "start", quotes: "fold" });
  expect(shown.html).toContain("inner text");
  expect((await readAttachment(ctx, ann.actor, { id, path: "2.2" })).content.toString()).toBe("%PDF");
  expect(await explainMessage(ctx, ann.actor, { messageId: id, path: "2" })).toMatchObject({
    subject: "Inner",
    checks: [],
  });
  await expect(getAttachedMessage(ctx, ann.actor, { messageId: id, path: "1" })).rejects.toThrow("attachment-unknown");
  await expect(getAttachedMessage(ctx, eve.actor, { messageId: id, path: "2" })).rejects.toThrow("message-unknown");
});

test("a header is explained: checks, way and delays, and all of it as it came", async () => {
  const { id } = await deliver([
    "Return-Path: <bounce@far.example>",
    "Authentication-Results: mx.town.example; spf=pass smtp.mailfrom=bounce@far.example; dkim=fail header.d=far.example; dmarc=none header.from=far.example",
    "Received: from out.far.example ([192.0.2.7]) by mx.town.example with ESMTPS id 1; Mon, 24 Nov 2025 10:01:05 +0000",
    "Received: from desk by out.far.example with ESMTP id 2; Mon, 24 Nov 2025 10:00:00 +0000",
    "From: a@far.example",
  ]);
  const explained = await explainMessage(ctx, ann.actor, { messageId: id });
  expect(explained.checks).toEqual([
    { method: "spf", result: "pass", domain: "far.example" },
    { method: "dkim", result: "fail", domain: "far.example" },
    { method: "dmarc", result: "none", domain: "far.example" },
  ]);
  expect(explained.route.map(({ by, delaySeconds, isEncrypted }) => [by, delaySeconds, isEncrypted])).toEqual([
    ["out.far.example", null, false],
    ["mx.town.example", 65, true],
  ]);
  expect(explained.header.startsWith("Return-Path: <bounce@far.example>\r\n")).toBe(true);
  await expect(explainMessage(ctx, eve.actor, { messageId: id })).rejects.toThrow("message-unknown");
});

test("invitations and vCards are cards", async () => {
  const event =
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Roof\r\nDTSTART:20251201T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR";
  const body = [
    "--o",
    "Content-Type: multipart/alternative; boundary=a",
    "",
    "--a",
    "Content-Type: text/plain",
    "",
    "x",
    "--a",
    "Content-Type: text/calendar; method=REQUEST",
    "",
    event,
    "--a--",
    "--o",
    'Content-Type: application/ics; name="invite.ics"',
    "",
    event,
    "--o",
    'Content-Type: application/octet-stream; name="ana.vcf"',
    "",
    "BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD",
    "--o--",
  ];
  const { id, threadId } = await deliver(["From: known@village.example", "Content-Type: multipart/mixed; boundary=o"], {
    body: body.join("\r\n"),
  });
  expect((await viewOf(threadId)).cards).toMatchObject([
    { kind: "event", path: "1.2", method: "REQUEST", summary: "Roof" },
    { kind: "contacts", path: "3", contacts: [{ name: "Ana" }] },
  ]);
  const file = await readAttachment(ctx, ann.actor, { id, path: "1.2" });
  expect([file.name, file.content.toString().startsWith("BEGIN:VCALENDAR")]).toEqual(["invite.ics", true]);
});
