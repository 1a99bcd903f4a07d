import type { Actor } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { actOnConversations, getConversation, listConversations, undoAct } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { type DraftContent, getDraft, startReply } from "../drafts/index.ts";
import { copyMessages, listFolders, moveMessages, openFolder, removeMessages } from "../folder/index.ts";
import { createMailbox } from "../mailboxes.ts";
import {
  cancelScheduled,
  claimOutbound,
  nextScheduled,
  releaseScheduled,
  rescheduleMessage,
  sendMessage,
  sendScheduledNow,
  undoSend,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const hour = 3_600_000;

async function buildPerson() {
  const address = `s${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: "Maren Keller",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address };
}

const content: DraftContent = {
  to: [{ name: "", address: "a@x.example" }],
  cc: [],
  bcc: [{ name: "", address: "secret@x.example" }],
  subject: "Roof",
  html: "<p>Dear all</p>",
  attachments: [],
};

const inHours = (hours: number) => new Date(ctx.clock.now().getTime() + hours * hour).toISOString();
const rfcTime = (iso: string) => Math.floor(Date.parse(iso) / 1000) * 1000;

/** A message that waits, and how to see it. */
async function buildScheduled(more: Partial<DraftContent> = {}) {
  const person = await buildPerson();
  const { actor } = person;
  const sendAt = inHours(5);
  const { sendId, scheduled } = await sendMessage(ctx, actor, { content: { ...content, ...more }, sendAt });
  const folder = async (role: string) => (await listFolders(ctx, actor)).find((one) => one.role === role);
  const box = (await folder("scheduled"))?.id ?? "";
  const uids = async (id: string) => (await openFolder(ctx, actor, { id })).entries.map((entry) => entry.uid);
  const due = async () => {
    await releaseScheduled(ctx);
    const batches = await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 });
    return batches.filter((batch) => batch.outboundId === sendId);
  };
  return { ...person, sendAt, sendId, messageId: scheduled?.messageId ?? "", box, folder, uids, due };
}

test("a message with a time waits in Scheduled, where every client sees it, and leaves from there at its time", async () => {
  const { actor, box, folder, uids, due, sendAt } = await buildScheduled();
  expect((await openFolder(ctx, actor, { id: box })).entries).toMatchObject([{ keywords: ["$Scheduled"], flags: 1 }]);
  expect(await folder("sent")).toMatchObject({ total: 0 });
  const [row] = (await listConversations(ctx, actor, { mailboxId: box })).items;
  expect(row?.scheduled?.sendAt).toBe(sendAt);
  const view = await getConversation(ctx, actor, { id: row?.id ?? "" });
  expect(view.messages).toMatchObject([{ sendAt, bcc: [{ address: "secret@x.example" }] }]);
  expect((await nextScheduled(ctx))?.toISOString()).toBe(sendAt);
  ctx.advance(4 * hour);
  expect(await due()).toEqual([]);
  ctx.advance(hour);
  const [batch] = await due();
  const raw = await ctx.blobs.read(batch?.blobHash ?? Buffer.alloc(0));
  const summary = summarize(raw, parseMessage(raw));
  expect(summary).toMatchObject({ subject: "Roof", bcc: [] });
  expect(summary.date?.getTime()).toBe(rfcTime(sendAt));
  expect(await uids(box)).toEqual([]);
  const sent = (await folder("sent"))?.id ?? "";
  expect((await openFolder(ctx, actor, { id: sent })).entries).toMatchObject([{ keywords: [], flags: 1 }]);
  expect((await getConversation(ctx, actor, { id: row?.id ?? "" })).messages).toMatchObject([{ sendAt: null }]);
});

test("whoever deletes it or moves it out of Scheduled has cancelled it, in any client", async () => {
  const deleted = await buildScheduled();
  await removeMessages(ctx, deleted.actor, { id: deleted.box, uids: await deleted.uids(deleted.box) });
  const moved = await buildScheduled();
  const archive = (await moved.folder("archive"))?.id ?? "";
  await moveMessages(ctx, moved.actor, { id: moved.box, uids: await moved.uids(moved.box), toId: archive });
  const copied = await buildScheduled();
  const toId = (await copied.folder("archive"))?.id ?? "";
  await copyMessages(ctx, copied.actor, { id: copied.box, uids: await copied.uids(copied.box), toId });
  ctx.advance(6 * hour);
  await releaseScheduled(ctx);
  const left = (await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 })).map((batch) => batch.outboundId);
  expect(left).toContain(copied.sendId);
  expect(left).not.toContain(deleted.sendId);
  expect(left).not.toContain(moved.sendId);
  expect((await openFolder(ctx, moved.actor, { id: archive })).entries).toMatchObject([{ keywords: [] }]);
});

test("a verb on the whole conversation leaves it waiting; one on the list of Scheduled cancels, and its undo goes on", async () => {
  const { actor, box, folder, due } = await buildScheduled();
  const [row] = (await listConversations(ctx, actor, { mailboxId: box })).items;
  const ids = [row?.id ?? ""];
  expect(await actOnConversations(ctx, actor, { ids, act: "archive" })).toMatchObject({ count: 0 });
  expect(await folder("scheduled")).toMatchObject({ total: 1 });
  const { undo } = await actOnConversations(ctx, actor, { ids, act: "trash", fromMailboxId: box });
  expect((await getConversation(ctx, actor, { id: ids[0] ?? "" })).messages).toMatchObject([{ sendAt: null }]);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect((await openFolder(ctx, actor, { id: box })).entries).toMatchObject([{ keywords: ["$Scheduled"] }]);
  ctx.advance(6 * hour);
  expect(await due()).toHaveLength(1);
});

test("an undo that comes after its time does not send it", async () => {
  const { actor, box, due } = await buildScheduled();
  const [row] = (await listConversations(ctx, actor, { mailboxId: box })).items;
  const { undo } = await actOnConversations(ctx, actor, { ids: [row?.id ?? ""], act: "trash", fromMailboxId: box });
  ctx.advance(6 * hour);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect(await due()).toEqual([]);
});

test("it gets another time, or leaves now, with the Date at which it leaves; only once, and only for its writer", async () => {
  const { actor, messageId, box, due, uids } = await buildScheduled();
  const later = inHours(20);
  const stranger = (await buildPerson()).actor;
  await expect(rescheduleMessage(ctx, stranger, { messageId, sendAt: later })).rejects.toThrow("undo-send-too-late");
  const next = await rescheduleMessage(ctx, actor, { messageId, sendAt: later });
  expect(await uids(box)).toHaveLength(1);
  await expect(rescheduleMessage(ctx, actor, { messageId, sendAt: later })).rejects.toThrow("undo-send-too-late");
  ctx.advance(10 * hour);
  expect(await due()).toEqual([]);
  await expect(sendScheduledNow(ctx, stranger, next)).rejects.toThrow("undo-send-too-late");
  await sendScheduledNow(ctx, actor, next);
  const [batch] = await due();
  const raw = await ctx.blobs.read(batch?.blobHash ?? Buffer.alloc(0));
  expect(summarize(raw, parseMessage(raw)).date?.getTime()).toBe(rfcTime(ctx.clock.now().toISOString()));
  expect(raw.toString()).not.toContain("secret");
  expect(await uids(box)).toEqual([]);
  await expect(sendScheduledNow(ctx, actor, next)).rejects.toThrow("undo-send-too-late");
});

test("it can be taken back to the drafts as long as it waits", async () => {
  const { actor, messageId, due } = await buildScheduled();
  await expect(cancelScheduled(ctx, (await buildPerson()).actor, { messageId })).rejects.toThrow("undo-send-too-late");
  const { draftId } = await cancelScheduled(ctx, actor, { messageId });
  expect(await getDraft(ctx, actor, { draftId })).toMatchObject({ subject: "Roof", bcc: content.bcc });
  ctx.advance(6 * hour);
  expect(await due()).toEqual([]);
  const other = await buildScheduled();
  await undoSend(ctx, other.actor, { sendId: other.sendId });
  expect(await other.folder("drafts")).toMatchObject({ total: 1 });
});

test("what it answers is marked as answered when it leaves and not before", async () => {
  const me = await buildPerson();
  const raw = Buffer.from(
    `From: j@x.example\r\nTo: ${me.address}\r\nSubject: Plan\r\nMessage-ID: <plan@x>\r\n\r\nHi\r\n`,
  );
  const [stored] = await deliverMessage(ctx, { spaceIds: [me.spaceId], raw, verdict: "unverified" });
  const reply = await startReply(ctx, me.actor, { messageId: stored?.messageId ?? "", mode: "reply" });
  await sendMessage(ctx, me.actor, { content: reply, sendAt: inHours(1) });
  const answered = async () =>
    (await getConversation(ctx, me.actor, { id: stored?.threadId ?? "" })).messages[0]?.isAnswered;
  expect(await answered()).toBe(false);
  ctx.advance(2 * hour);
  await releaseScheduled(ctx);
  expect(await answered()).toBe(true);
});

test("an account that may not act sends nothing until it may again", async () => {
  const { accountId, due } = await buildScheduled();
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "suspended" } });
  ctx.advance(6 * hour);
  expect(await due()).toEqual([]);
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "active" } });
  expect(await due()).toHaveLength(1);
});

test("many workers release a message once", async () => {
  const { folder, box, uids } = await buildScheduled();
  ctx.advance(6 * hour);
  await Promise.all(Array.from({ length: 6 }, () => releaseScheduled(ctx)));
  expect(await folder("sent")).toMatchObject({ total: 1 });
  expect(await uids(box)).toEqual([]);
});

test("a folder that somebody named Scheduled stays a folder, and a time too far away is refused", async () => {
  const { actor } = await buildPerson();
  await createMailbox(ctx, actor, { name: "Scheduled", parentId: null });
  await sendMessage(ctx, actor, { content, sendAt: inHours(1) });
  const names = (await listFolders(ctx, actor)).filter((one) => one.name.startsWith("Scheduled"));
  expect(Object.fromEntries(names.map(({ name, role }) => [name, role]))).toEqual({
    Scheduled: null,
    "Scheduled 2": "scheduled",
  });
  await expect(sendMessage(ctx, actor, { content, sendAt: inHours(24 * 500) })).rejects.toThrow("send-time-invalid");
});

test("inside the undo time a client may file or delete the copy in Sent: the message leaves all the same", async () => {
  const { actor } = await buildPerson();
  const { sendId, scheduled } = await sendMessage(ctx, actor, { content });
  expect(scheduled).toBeNull();
  const sent = (await listFolders(ctx, actor)).find((one) => one.role === "sent")?.id ?? "";
  const uids = (await openFolder(ctx, actor, { id: sent })).entries.map((entry) => entry.uid);
  const archive = (await listFolders(ctx, actor)).find((one) => one.role === "archive")?.id ?? "";
  await moveMessages(ctx, actor, { id: sent, uids, toId: archive });
  ctx.advance(20_000);
  const batches = await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 });
  expect(batches.filter((batch) => batch.outboundId === sendId)).toHaveLength(1);
});
