import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  appendMessages,
  claimOutbound,
  deliverLocally,
  deliverMessage,
  type DraftContent,
  keepUpload,
  listFolders,
  openFolder,
  removeMessages,
  resolveRecipients,
  saveDraft,
  sendMessage,
  submitMessage,
} from "../mail/index.ts";
import { writeSetting } from "../settings/index.ts";
import { ownStorage } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(settings: Record<string, number> = {}) {
  const address = `q${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Maren", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  for (const [key, value] of Object.entries(settings))
    await writeSetting(ctx, { scope: "account", scopeId: accountId }, key, value);
  const inbox = (await listFolders(ctx, actor)).find((folder) => folder.role === "inbox")?.id ?? "";
  return { actor, accountId, spaceId, address, inbox };
}

const letter = (bytes: number) => Buffer.from(`Subject: Big\r\n\r\n${"x".repeat(bytes - 18)}\r\n`);
const content = (to: string, more: Partial<DraftContent> = {}): DraftContent => ({
  to: [{ name: "", address: to }],
  cc: [],
  bcc: [],
  subject: "Roof",
  html: "<p>Hi</p>",
  attachments: [],
  ...more,
});

test("what mail takes is counted as it comes, is deleted and is brought back", async () => {
  const { actor, spaceId, inbox } = await buildPerson({ "account.quotaBytes": 10_000 });
  expect(await ownStorage(ctx, actor)).toEqual({ usedBytes: 0, quotaBytes: 10_000 });
  await deliverMessage(ctx, { spaceIds: [spaceId], raw: letter(1000), verdict: "local" });
  const [stored] = await deliverMessage(ctx, { spaceIds: [spaceId], raw: letter(500), verdict: "local" });
  expect((await ownStorage(ctx, actor)).usedBytes).toBe(1500);
  const { entries } = await openFolder(ctx, actor, { id: inbox });
  await removeMessages(ctx, actor, { id: inbox, uids: [entries[0]?.uid ?? 0] });
  expect((await ownStorage(ctx, actor)).usedBytes).toBe(500);
  await ctx.db.prisma.message.updateMany({ where: { id: stored?.messageId ?? "" }, data: { deletedAt: new Date() } });
  expect((await ownStorage(ctx, actor)).usedBytes).toBe(0);
  await ctx.db.prisma.message.updateMany({ where: { id: stored?.messageId ?? "" }, data: { deletedAt: null } });
  expect((await ownStorage(ctx, actor)).usedBytes).toBe(500);
  expect((await ownStorage(ctx, (await buildPerson()).actor)).quotaBytes).toBeNull();
});

test("a full mailbox takes no mail from other servers, no append, no upload and no sending; drafts are still saved", async () => {
  const full = await buildPerson({ "account.quotaBytes": 2000 });
  await deliverMessage(ctx, { spaceIds: [full.spaceId], raw: letter(2000), verdict: "local" });
  const { actor, inbox, address } = full;
  const asked = (addresses: string[]) => resolveRecipients(ctx, { addresses, sizeBytes: 1 });
  await expect(asked([address])).rejects.toThrow("over-quota: recipient-full");
  const message = { raw: letter(100), flags: 0, keywords: [] };
  await expect(appendMessages(ctx, actor, { id: inbox, messages: [message] })).rejects.toThrow(
    "over-quota: storage-full",
  );
  await expect(keepUpload(ctx, actor, { name: "a", type: "text/plain", content: Buffer.from("a") })).rejects.toThrow(
    "over-quota: storage-full",
  );
  await expect(sendMessage(ctx, actor, { content: content("a@x.example") })).rejects.toThrow("storage-full");
  const { draftId } = await saveDraft(ctx, actor, { content: content("a@x.example") });
  await removeMessages(ctx, actor, { id: inbox, uids: [1] });
  expect(await asked([address])).toEqual([{ address, spaceId: full.spaceId }]);
  await sendMessage(ctx, actor, { draftId, content: content("a@x.example") });
});

test("a message for several is taken when one has room, and put off when none has", async () => {
  const [small, large] = [await buildPerson({ "account.quotaBytes": 1000 }), await buildPerson()];
  const both = { addresses: [small.address, large.address], sizeBytes: 5000 };
  expect(await resolveRecipients(ctx, both)).toHaveLength(2);
  await expect(resolveRecipients(ctx, { addresses: [small.address], sizeBytes: 5000 })).rejects.toThrow(
    "recipient-full",
  );
});

test("local mail waits for room, and fails with the time", async () => {
  const [writer, full] = [await buildPerson(), await buildPerson({ "account.quotaBytes": 10 })];
  const { sendId } = await sendMessage(ctx, writer.actor, { content: content(full.address) });
  ctx.advance(11_000);
  const [batch] = (await claimOutbound(ctx, { limit: 100, leaseSeconds: 60 })).filter(
    (one) => one.outboundId === sendId,
  );
  if (!batch) throw new Error("nothing was queued");
  const raw = await ctx.blobs.read(batch.blobHash);
  const later = new Date(ctx.clock.now().getTime() + 60_000);
  expect(await deliverLocally(ctx, batch, raw, { retryAt: () => later })).toMatchObject([
    { state: "deferred", reply: expect.stringMatching(/^452 4\.2\.2 /), nextAttemptAt: later },
  ]);
  expect(await deliverLocally(ctx, batch, raw, { retryAt: () => null })).toMatchObject([
    { state: "failed", reply: expect.stringMatching(/^552 5\.2\.2 /) },
  ]);
});

test("an account sends so many messages and to so many a day, from the browser and from programs together", async () => {
  const { actor, address } = await buildPerson({ "mail.messagesPerDay": 3, "mail.recipientsPerDay": 4 });
  const submit = (recipients: string[]) =>
    submitMessage(ctx, actor, { reversePath: address, recipients, raw: Buffer.from(`From: ${address}\r\n\r\nHi\r\n`) });
  await sendMessage(ctx, actor, { content: content("a@x.example") });
  await expect(submit(["a@x.example", "b@x.example", "c@x.example", "d@x.example"])).rejects.toThrow(
    "too-many: recipients-per-day",
  );
  await submit(["a@x.example", "b@x.example"]);
  await sendMessage(ctx, actor, { content: content("a@x.example") });
  await expect(sendMessage(ctx, actor, { content: content("a@x.example") })).rejects.toThrow(
    "too-many: messages-per-day",
  );
  // The rows carry the database's time; the limit looks back from the context's.
  ctx.advance(86_400_000);
  await sendMessage(ctx, actor, { content: content("a@x.example") });
});
