import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { setOwnSetting } from "../../profile/index.ts";
import { getConversation, listConversations } from "../conversations/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import type { DraftContent } from "../drafts/index.ts";
import { readSource } from "../reading/index.ts";
import {
  type Batch,
  claimOutbound,
  deliverLocally,
  finishOutbound,
  type Outcome,
  recordOutcomes,
  reportLate,
  sendMessage,
  submitMessage,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const hostname = "mail.town.example";
const hour = 3_600_000;
const days = 24 * hour;

async function buildPerson() {
  const address = `d${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Maren", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const inbox = await mailboxByRole(ctx.db.pool, spaceId, "inbox");
  const reports = async (): Promise<string[]> => {
    const { items } = await listConversations(ctx, actor, { mailboxId: inbox });
    const views = await Promise.all(items.map(({ id }) => getConversation(ctx, actor, { id })));
    const messages = views.flatMap((view) => view.messages).filter((one) => one.from?.address.startsWith("MAILER"));
    return Promise.all(messages.map(async ({ id }) => (await readSource(ctx, actor, { id })).toString()));
  };
  return { actor, accountId, spaceId, address, reports };
}

const content = (to: readonly string[], more: Partial<DraftContent> = {}): DraftContent => ({
  to: to.map((address) => ({ name: "", address })),
  cc: [],
  bcc: [],
  subject: "Roof",
  html: "<p>Hi</p>",
  attachments: [],
  ...more,
});

async function claim(outboundId: string): Promise<Batch[]> {
  const batches = await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 });
  return batches.filter((batch) => batch.outboundId === outboundId);
}

/** Ends every recipient of a message. */
async function end(outboundId: string, outcome: (id: string) => Outcome): Promise<void> {
  const recipients = await ctx.db.prisma.outboundRecipient.findMany({ where: { outboundId } });
  await recordOutcomes(
    ctx.db.pool,
    recipients.map(({ id }) => outcome(id)),
  );
  await finishOutbound(ctx, { outboundId, hostname });
}

const submit = (actor: Actor, from: string, more: Partial<Parameters<typeof submitMessage>[2]>) =>
  submitMessage(ctx, actor, {
    reversePath: from,
    recipients: ["a@x.example"],
    raw: Buffer.from(`From: ${from}\r\nSubject: Roof\r\n\r\nThe whole text\r\n`),
    ...more,
  });

test("what the sender wants to hear travels with the message to whoever delivers it", async () => {
  const { actor, address } = await buildPerson();
  const recipient = { address: "a@x.example", notify: ["SUCCESS"], originalRecipient: "rfc822;b@y.example" };
  const { id } = await submit(actor, address, { recipients: [recipient], envId: "q 1", ret: "FULL" });
  const [batch] = await claim(id);
  expect(batch).toMatchObject({ envId: "q 1", ret: "FULL", isUtf8: false, recipients: [recipient] });
  const utf8 = Buffer.from(`From: ${address}\r\nSubject: Dächer\r\n\r\nText\r\n`);
  const second = await submit(actor, address, { raw: utf8, isUtf8: true });
  expect((await claim(second.id))[0]?.isUtf8).toBe(true);
  const third = await submit(actor, address, { isUtf8: true });
  expect((await claim(third.id))[0]?.isUtf8).toBe(false);
});

test("arrival in a mailbox here is reported when it was asked for, once, in the sender's language", async () => {
  const [writer, reader] = [await buildPerson(), await buildPerson()];
  await setOwnSetting(ctx, writer.actor, { key: "ui.locale", value: "de" });
  const { sendId } = await sendMessage(ctx, writer.actor, {
    content: content([reader.address], { wantsDelivery: true }),
  });
  ctx.advance(11_000);
  for (const batch of await claim(sendId))
    await deliverLocally(ctx, batch, await ctx.blobs.read(batch.blobHash), { retryAt: () => null });
  await Promise.all(Array.from({ length: 3 }, () => finishOutbound(ctx, { outboundId: sendId, hostname })));
  const reports = await writer.reports();
  expect(reports).toHaveLength(1);
  expect(reports[0]).toContain("Subject: Zugestellt: Roof");
  expect(reports[0]).toMatch(
    new RegExp(`Final-Recipient: rfc822; ${reader.address}\r\nAction: delivered\r\nStatus: 2\\.0\\.0`),
  );
  expect(reports[0]).toContain("text/rfc822-headers");
});

test("a server that does not report leaves it to us to say that it took the message; one that does has the say", async () => {
  const { actor, reports } = await buildPerson();
  const relayed = await sendMessage(ctx, actor, { content: content(["a@x.example"], { wantsDelivery: true }) });
  const passed = await sendMessage(ctx, actor, { content: content(["b@y.example"], { wantsDelivery: true }) });
  ctx.advance(11_000);
  const batches = await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 });
  for (const [{ sendId }, reporter] of [
    [relayed, "us-relayed"],
    [passed, "next-server"],
  ] as const) {
    const ids = batches.filter((one) => one.outboundId === sendId).flatMap((one) => one.recipients.map(({ id }) => id));
    await recordOutcomes(
      ctx.db.pool,
      ids.map((id) => ({ id, state: "delivered", reply: "250 2.0.0 ok", reporter })),
    );
    await finishOutbound(ctx, { outboundId: sendId, hostname });
  }
  const texts = await reports();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain("Subject: Passed on: Roof");
  expect(texts[0]).toMatch(/Final-Recipient: rfc822; a@x\.example\r\nAction: relayed/);
});

test("NOTIFY=NEVER is told nothing; RET=FULL brings the whole message back with ENVID and ORCPT", async () => {
  const { actor, address, reports } = await buildPerson();
  const failed = (id: string): Outcome => ({ id, state: "failed", reply: "550 5.1.1 nobody" });
  const never = await submit(actor, address, { recipients: [{ address: "a@x.example", notify: ["NEVER"] }] });
  await end(never.id, failed);
  expect(await reports()).toEqual([]);
  const recipient = { address: "a@x.example", notify: ["FAILURE"], originalRecipient: "rfc822;old@y.example" };
  const full = await submit(actor, address, { recipients: [recipient], ret: "FULL", envId: "QQ314159" });
  await end(full.id, failed);
  const [report, ...more] = await reports();
  expect(more).toEqual([]);
  expect(report).toContain("Original-Envelope-Id: QQ314159");
  expect(report).toContain("Original-Recipient: rfc822;old@y.example");
  expect(report).toMatch(/Content-Type: message\/rfc822\r\n\r\n[^]*The whole text/);
});

test("mail that is late is said to be so after four hours, once, and not to whom did not want to know", async () => {
  const { actor, address, reports } = await buildPerson();
  const quiet = await submit(actor, address, { recipients: [{ address: "q@x.example", notify: ["FAILURE"] }] });
  const { sendId } = await sendMessage(ctx, actor, { content: content(["a@x.example"]) });
  ctx.advance(11_000);
  const later = new Date(ctx.clock.now().getTime() + 10 * hour);
  for (const outboundId of [quiet.id, sendId])
    await end(outboundId, (id) => ({ id, state: "deferred", reply: "451 4.2.0 later", nextAttemptAt: later }));
  await reportLate(ctx, { hostname, giveUpAfterMs: 5 * days });
  expect(await reports()).toEqual([]);
  ctx.advance(4 * hour);
  await Promise.all(Array.from({ length: 3 }, () => reportLate(ctx, { hostname, giveUpAfterMs: 5 * days })));
  ctx.advance(4 * hour);
  await reportLate(ctx, { hostname, giveUpAfterMs: 5 * days });
  const texts = await reports();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain("Subject: Delayed: Roof");
  expect(texts[0]).toMatch(/Action: delayed\r\nStatus: 4\.2\.0/);
  expect(texts[0]).toMatch(/Will-Retry-Until: /);
});

test("reports of mail from elsewhere go through the queue, from nobody, and are not reported themselves", async () => {
  const { actor, address } = await buildPerson();
  const { id } = await submit(actor, address, {});
  await ctx.db.prisma.outboundMessage.update({ where: { id }, data: { reversePath: "far@away.example" } });
  await end(id, (one) => ({ id: one, state: "failed", reply: "550 5.1.1 nobody" }));
  const [batch] = (await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 })).filter(
    (one) => one.domain === "away.example",
  );
  expect(batch).toMatchObject({ reversePath: "", recipients: [{ address: "far@away.example", notify: ["NEVER"] }] });
});
