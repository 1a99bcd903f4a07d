import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { deliverMessage } from "./deliver-message.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildSpace(): Promise<string> {
  const { spaceId } = await createAccount(ctx, {
    address: `person${++counter}@school.example`,
    name: "Amara Okafor",
    password: "correct horse battery",
  });
  return spaceId;
}

const mail = (headers: readonly string[]) =>
  Buffer.from(
    `${["From: Jonas <jonas@town.example>", "To: amara@school.example", ...headers].join("\r\n")}\r\n\r\nHello.\r\n`,
  );
const deliver = async (spaceId: string, headers: readonly string[]) => {
  const [delivered] = await deliverMessage(ctx, { spaceIds: [spaceId], raw: mail(headers), verdict: "unverified" });
  if (!delivered) throw new Error("nothing was delivered");
  return delivered;
};

test("a message is in the inbox with its bytes, counts and wire forms", async () => {
  const spaceId = await buildSpace();
  const { mailboxId, messageId, uid } = await deliver(spaceId, ["Subject: Minutes", "Message-ID: <1@town.example>"]);
  expect(uid).toBe(1);
  const message = await ctx.db.prisma.message.findUniqueOrThrow({ where: { id: messageId } });
  expect(await ctx.blobs.read(message.blobHash)).toEqual(mail(["Subject: Minutes", "Message-ID: <1@town.example>"]));
  expect(Buffer.from(message.envelope).toString()).toContain('"Minutes"');
  expect(
    await ctx.db.prisma.mailbox.findUnique({
      where: { id: mailboxId },
      select: { total: true, unseen: true, uidNext: true },
    }),
  ).toEqual({ total: 1, unseen: 1, uidNext: 2n });
});

test("a hundred deliveries at once get a hundred UIDs and modseqs without gap or double", async () => {
  const spaceId = await buildSpace();
  const all = await Promise.all(Array.from({ length: 100 }, (_, i) => deliver(spaceId, [`Subject: ${i}`])));
  const wanted = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(all.map(({ uid }) => uid).sort((a, b) => a - b)).toEqual(wanted);
  const rows = await ctx.db.prisma.mailboxMessage.findMany({ where: { spaceId }, orderBy: { uid: "asc" } });
  expect(rows.map((row) => Number(row.modseq))).toEqual(wanted);
});

test("replies that arrive first, and out of order, are one conversation", async () => {
  const spaceId = await buildSpace();
  const third = await deliver(spaceId, [
    "Message-ID: <c@x>",
    "In-Reply-To: <b@x>",
    "References: <a@x> <b@x>",
    "Subject: Re: Roof",
  ]);
  const first = await deliver(spaceId, ["Message-ID: <a@x>", "Subject: Roof"]);
  const second = await deliver(spaceId, ["Message-ID: <b@x>", "In-Reply-To: <a@x>", "Subject: AW: Roof"]);
  expect(new Set([first.threadId, second.threadId, third.threadId]).size).toBe(1);
});

test("one subject without references is separate conversations; a reply mark and a shared person join", async () => {
  const spaceId = await buildSpace();
  const [a, b] = [
    await deliver(spaceId, ["Subject: Invoice", "Message-ID: <i1@x>"]),
    await deliver(spaceId, ["Subject: Invoice", "Message-ID: <i2@x>"]),
  ];
  expect(a.threadId).not.toBe(b.threadId);
  const reply = await deliver(spaceId, ["Subject: Re: Invoice"]);
  expect([a.threadId, b.threadId]).toContain(reply.threadId);
  ctx.advance(40 * 86_400_000);
  const late = await deliver(spaceId, ["Subject: Re: Invoice"]);
  expect([a.threadId, b.threadId]).not.toContain(late.threadId);
});

test("one Message-ID that arrives twice is two messages", async () => {
  const spaceId = await buildSpace();
  const [a, b] = [await deliver(spaceId, ["Message-ID: <same@x>"]), await deliver(spaceId, ["Message-ID: <same@x>"])];
  expect(a.messageId).not.toBe(b.messageId);
  expect([a.uid, b.uid]).toEqual([1, 2]);
});

test("two recipients get a message each, or neither does", async () => {
  const spaceIds = [await buildSpace(), await buildSpace()];
  const delivered = await deliverMessage(ctx, { spaceIds, raw: mail(["Subject: Both"]), verdict: "unverified" });
  expect(delivered.map((one) => one.spaceId).sort()).toEqual([...spaceIds].sort());
  const missing = "00000000-0000-7000-8000-000000000000";
  await expect(
    deliverMessage(ctx, { spaceIds: [...spaceIds, missing], raw: mail(["Subject: None"]), verdict: "unverified" }),
  ).rejects.toThrow();
  expect(await ctx.db.prisma.message.count({ where: { spaceId: { in: spaceIds } } })).toBe(2);
});

test("NUL bytes and long subjects are stored", async () => {
  const spaceId = await buildSpace();
  const { uid } = await deliver(spaceId, [`Subject: a\0b ${"long ".repeat(5000)}`, "Message-ID: <\0@x>"]);
  expect(uid).toBe(1);
});
