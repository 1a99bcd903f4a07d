import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { deliverMessage } from "../mail/index.ts";
import { indexMessages, searchConversations } from "./index.ts";

let ctx: TestContext;
let actor: Actor;
let spaceId: string;

beforeAll(async () => {
  ctx = await testContext();
  const account = await createAccount(ctx, { address: "me@t.example", name: "", password: "long enough pw" });
  actor = { kind: "user", accountId: account.accountId };
  spaceId = account.spaceId;
});
afterAll(() => ctx.close());

async function deliver(subject: string, body: string): Promise<void> {
  const raw = Buffer.from(
    `From: a@b.example\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
  );
  await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
}

async function find(text: string): Promise<string[]> {
  const { items } = await searchConversations(ctx, actor, { text });
  return items.map((item) => item.subject);
}

test("a text of more different words than a vector can hold is indexed from its beginning", async () => {
  const words = Array.from({ length: 60_000 }, (_, at) => `слово${at.toString(36)}`);
  await deliver("Many words", `start ${words.join(" ")}`);
  await deliver(
    "Pairs",
    Array.from({ length: 60_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join(""),
  );
  await deliver("Marked up", `<a ${"x".repeat(100_000)} \0 \ud800 \u202e`);
  expect(await indexMessages(ctx, { limit: 10 })).toBe(3);
  expect(await find("start")).toEqual(["Many words"]);
  expect(await find('"start слово0 слово1"')).toEqual(["Many words"]);
});

test("words far down in a long text keep their order", async () => {
  const filler = "lorem ipsum ".repeat(15_000);
  await deliver("Long", `${filler} alpha beta gamma`);
  await indexMessages(ctx, { limit: 10 });
  expect(await find('"beta gamma"')).toEqual(["Long"]);
  expect(await find('"gamma beta"')).toEqual([]);
});

test("a message whose octets are gone is found by its subject and stops no other", async () => {
  await deliver("Lost octets", "first");
  await deliver("Kept octets", "second");
  await ctx.db.pool.query(
    `UPDATE "Message" SET "blobHash" = decode(repeat('00', 32), 'hex') WHERE "subject" = 'Lost octets'`,
  );
  expect(await indexMessages(ctx, { limit: 10 })).toBe(2);
  expect(await find("lost")).toEqual(["Lost octets"]);
  expect(await find("second")).toEqual(["Kept octets"]);
});

test("several processes share the work", async () => {
  for (let at = 0; at < 30; at++) await deliver(`Shared ${at}`, "work");
  const counts = await Promise.all(Array.from({ length: 4 }, () => indexMessages(ctx, { limit: 10 })));
  const rest = await indexMessages(ctx, { limit: 100 });
  expect(counts.reduce((sum, count) => sum + count, rest)).toBe(30);
  expect(await indexMessages(ctx, { limit: 100 })).toBe(0);
});

test("HTML beside a mere remark is found", async () => {
  const html = `<p>${"Der ganze Brief steht hier. ".repeat(10)}Schlusswort</p>`;
  const raw = Buffer.from(
    `Subject: Letter\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nThis is HTML mail.\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--\r\n`,
  );
  await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  await indexMessages(ctx, { limit: 10 });
  expect(await find("schlusswort")).toEqual(["Letter"]);
});

test("an attached message is found by its text and by the names of its files", async () => {
  const inner =
    "Subject: Inside\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nZwetschgenkuchen\r\n--i\r\nContent-Type: application/pdf; name=rezept.pdf\r\n\r\nx\r\n--i--";
  const raw = Buffer.from(
    `Subject: Passed on\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`,
  );
  await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  await indexMessages(ctx, { limit: 10 });
  expect(await find("zwetschgen")).toEqual(["Passed on"]);
  expect(await find("filename:rezept")).toEqual(["Passed on"]);
  expect(await find("inside")).toEqual(["Passed on"]);
});
