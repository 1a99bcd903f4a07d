import { type Actor, newId } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { getConversation, listConversations } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { type DraftContent, getDraft, keepUpload, saveDraft, startReply } from "../drafts/index.ts";
import { listMailboxes } from "../mailboxes.ts";
import { readAttachment, readBody, readSource } from "../reading/index.ts";
import {
  type Batch,
  claimOutbound,
  deliverLocally,
  finishOutbound,
  recordOutcomes,
  sendMessage,
  submitMessage,
  undoSend,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `w${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: "Maren Keller",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  const inbox = await mailboxByRole(ctx.db.pool, spaceId, "inbox");
  return { actor, spaceId, address, accountId, inbox };
}

function content(to: string, more: Partial<DraftContent> = {}): DraftContent {
  const person = { name: "", address: to };
  return { to: [person], cc: [], bcc: [], subject: "Roof", html: "<p>Dear all</p>", attachments: [], ...more };
}

async function claimAll(): Promise<Batch[]> {
  return claimOutbound(ctx, { limit: 100, leaseSeconds: 60 });
}

test("a draft keeps its id while it is saved again, and other clients see one message", async () => {
  const { actor } = await buildPerson();
  const first = await saveDraft(ctx, actor, { content: content("a@x.example", { subject: "One" }) });
  const second = await saveDraft(ctx, actor, {
    draftId: first.draftId,
    content: content("a@x.example", { subject: "Two", bcc: [{ name: "B", address: "b@x.example" }] }),
  });
  expect(second.draftId).toBe(first.draftId);
  const drafts = (await listMailboxes(ctx, actor)).find((mailbox) => mailbox.role === "drafts");
  expect(drafts).toMatchObject({ total: 1, unseen: 0 });
  expect(await getDraft(ctx, actor, first)).toMatchObject({
    subject: "Two",
    bcc: [{ name: "B", address: "b@x.example" }],
    html: expect.stringContaining("Dear all"),
  });
  await expect(getDraft(ctx, (await buildPerson()).actor, first)).rejects.toThrow("draft-unknown");
});

test("an uploaded file and a picture in the text survive saving, reopening and saving again", async () => {
  const { actor } = await buildPerson();
  const file = await keepUpload(ctx, actor, {
    name: "plan.pdf",
    type: "application/pdf",
    content: Buffer.from("%PDF"),
  });
  const picture = await keepUpload(ctx, actor, { name: "p.png", type: "image/png", content: Buffer.from("png") });
  const { draftId } = await saveDraft(ctx, actor, {
    content: content("a@x.example", {
      html: `<p>See <img src="/uploads/${picture.uploadId}"></p>`,
      attachments: [file, { ...picture, contentId: "pic1" }],
    }),
  });
  const opened = await getDraft(ctx, actor, { draftId });
  expect(opened.html).toMatch(/src="\/mail\/messages\/[0-9a-f-]{36}\/parts\/[\d.]+\?inline=1"/);
  await saveDraft(ctx, actor, { draftId, content: opened });
  const again = await getDraft(ctx, actor, { draftId });
  await saveDraft(ctx, actor, { draftId, content: again });
  expect(again.attachments.map(({ name }) => name).sort()).toEqual(["p.png", "plan.pdf"]);
  const stranger = await buildPerson();
  await expect(
    saveDraft(ctx, stranger.actor, { content: content("a@x.example", { attachments: [file] }) }),
  ).rejects.toThrow("upload-unknown");
  await expect(
    saveDraft(ctx, stranger.actor, { content: content("a@x.example", { attachments: again.attachments }) }),
  ).rejects.toThrow("message-unknown");
});

test("sending writes the Sent copy and the queue at once; Bcc is in the copy and not in what leaves", async () => {
  const { actor, spaceId } = await buildPerson();
  const draft = await saveDraft(ctx, actor, { content: content("a@x.example") });
  const bcc = [{ name: "", address: "secret@y.example" }];
  const { sendId } = await sendMessage(ctx, actor, { ...draft, content: content("a@x.example", { bcc }) });
  expect(await claimAll()).toEqual([]);
  ctx.advance(11_000);
  const batches = (await claimAll()).filter((batch) => batch.outboundId === sendId);
  expect(batches.map((batch) => batch.domain).sort()).toEqual(["x.example", "y.example"]);
  const sent = await ctx.blobs.read(batches[0]?.blobHash ?? Buffer.alloc(0));
  expect(sent.toString()).not.toContain("secret");
  const sentBox = await mailboxByRole(ctx.db.pool, spaceId, "sent");
  const [row] = (await listConversations(ctx, actor, { mailboxId: sentBox })).items;
  const view = await getConversation(ctx, actor, { id: row?.id ?? "" });
  expect(view.messages[0]).toMatchObject({ bcc: [{ address: "secret@y.example" }], isDraft: false, verdict: "local" });
  await expect(undoSend(ctx, actor, { sendId })).rejects.toThrow("undo-send-too-late");
  await recordOutcomes(
    ctx.db.pool,
    batches.flatMap((batch) => batch.recipients.map(({ id }) => ({ id, state: "delivered" as const, reply: "250" }))),
  );
});

test("within the undo time a message goes back to be a draft, once, and only for its writer", async () => {
  const { actor } = await buildPerson();
  const { sendId } = await sendMessage(ctx, actor, { content: content("a@x.example") });
  await expect(undoSend(ctx, (await buildPerson()).actor, { sendId })).rejects.toThrow("undo-send-too-late");
  const { draftId } = await undoSend(ctx, actor, { sendId });
  expect(await getDraft(ctx, actor, { draftId })).toMatchObject({ subject: "Roof", to: [{ address: "a@x.example" }] });
  await expect(undoSend(ctx, actor, { sendId })).rejects.toThrow("undo-send-too-late");
  ctx.advance(60_000);
  expect(await claimAll()).toEqual([]);
});

test("a sending that is asked for again, one after the other or at once, is done once; another's is another", async () => {
  const [{ actor, accountId }, other] = [await buildPerson(), await buildPerson()];
  const key = newId();
  const draft = await saveDraft(ctx, actor, { content: content("a@x.example") });
  const ask = () => sendMessage(ctx, actor, { ...draft, content: content("a@x.example"), key });
  const [first, twin] = await Promise.all([ask(), ask()]);
  expect([twin, await ask()]).toEqual([first, first]);
  const foreign = await sendMessage(ctx, other.actor, { content: content("a@x.example"), key });
  expect(foreign.sendId).not.toBe(first.sendId);
  const { rowCount } = await ctx.db.pool.query('SELECT 1 FROM "OutboundMessage" WHERE "accountId" = $1', [accountId]);
  expect(rowCount).toBe(1);
  await undoSend(ctx, other.actor, { sendId: foreign.sendId });
  await undoSend(ctx, actor, { sendId: first.sendId });
});

test("a person cannot send as somebody else, to nobody, or to what is no address", async () => {
  const [{ actor }, other] = [await buildPerson(), await buildPerson()];
  const send = (more: Partial<DraftContent>) => sendMessage(ctx, actor, { content: content("a@x.example", more) });
  await expect(send({ fromAddress: other.address })).rejects.toThrow("forbidden: sender-not-yours");
  await expect(send({ to: [] })).rejects.toThrow("invalid: recipients-needed");
  await expect(send({ to: [{ name: "", address: "not an address" }] })).rejects.toThrow("invalid: recipient-invalid");
});

test("local mail is delivered once, with a report for the recipient that does not exist", async () => {
  const [writer, reader] = [await buildPerson(), await buildPerson()];
  const to = [reader.address, "nobody@town.example"].map((address) => ({ name: "", address }));
  const { sendId } = await sendMessage(ctx, writer.actor, { content: content("", { to }) });
  ctx.advance(11_000);
  for (const batch of await claimAll()) await deliverLocally(ctx, batch, await ctx.blobs.read(batch.blobHash));
  await finishOutbound(ctx, { outboundId: sendId, hostname: "mail.town.example" });
  await finishOutbound(ctx, { outboundId: sendId, hostname: "mail.town.example" });
  const [arrived, ...more] = (await listConversations(ctx, reader.actor, { mailboxId: reader.inbox })).items;
  expect([arrived?.subject, more]).toEqual(["Roof", []]);
  // The report joins the conversation of the message that it is about, or stands alone: either way it is in the writer's inbox once.
  const reports = (await listConversations(ctx, writer.actor, { mailboxId: writer.inbox })).items;
  expect(reports).toHaveLength(1);
  const report = await getConversation(ctx, writer.actor, { id: reports[0]?.id ?? "" });
  expect(report.messages.at(-1)).toMatchObject({ subject: "Not delivered: Roof" });
  expect(await claimAll()).toEqual([]);
});

test("a worker that dies loses its lease and the message is taken again; a deferred one waits for its time", async () => {
  const { actor } = await buildPerson();
  const { sendId } = await sendMessage(ctx, actor, { content: content("a@slow.example") });
  ctx.advance(11_000);
  const [batch] = await claimAll();
  expect(batch?.outboundId).toBe(sendId);
  expect(await claimAll()).toEqual([]);
  ctx.advance(61_000);
  const [again] = await claimAll();
  const id = again?.recipients[0]?.id ?? "";
  const nextAttemptAt = new Date(ctx.clock.now().getTime() + 300_000);
  await recordOutcomes(ctx.db.pool, [{ id, state: "deferred", reply: "451 4.2.0 later\0", nextAttemptAt }]);
  ctx.advance(299_000);
  expect(await claimAll()).toEqual([]);
  ctx.advance(2000);
  expect((await claimAll())[0]?.recipients[0]).toMatchObject({ id, attempts: 1 });
});

test("many workers never take the same recipient", async () => {
  const { actor } = await buildPerson();
  const to = Array.from({ length: 40 }, (_, i) => ({ name: "", address: `r${i}@d${i % 7}.example` }));
  await sendMessage(ctx, actor, { content: content("", { to }) });
  ctx.advance(11_000);
  const claims = await Promise.all(
    Array.from({ length: 8 }, () => claimOutbound(ctx, { limit: 10, leaseSeconds: 600 })),
  );
  const ids = claims.flat().flatMap((batch) => batch.recipients.map((recipient) => recipient.id));
  expect(ids).toHaveLength(new Set(ids).size);
  expect(ids).toHaveLength(40);
});

test("a domain that is busy is passed over, and the others are not held up", async () => {
  const { actor } = await buildPerson();
  const to = ["a@slow.example", "b@quick.example"].map((address) => ({ name: "", address }));
  const { sendId } = await sendMessage(ctx, actor, { content: content("", { to }) });
  ctx.advance(11_000);
  const claim = (exceptDomains: string[]) => claimOutbound(ctx, { limit: 100, leaseSeconds: 600, exceptDomains });
  const domains = async (except: string[]) =>
    (await claim(except)).filter((batch) => batch.outboundId === sendId).map((batch) => batch.domain);
  expect(await domains(["slow.example"])).toEqual(["quick.example"]);
  expect(await domains([])).toEqual(["slow.example"]);
});

test("an end stays an end, and two workers that finish a message at once report it once", async () => {
  const writer = await buildPerson();
  const to = ["x@a.example", "y@b.example"].map((address) => ({ name: "", address }));
  const { sendId } = await sendMessage(ctx, writer.actor, { content: content("", { to }) });
  ctx.advance(11_000);
  const batches = (await claimAll()).filter((batch) => batch.outboundId === sendId);
  const ids = batches.flatMap((batch) => batch.recipients.map((recipient) => recipient.id));
  await recordOutcomes(
    ctx.db.pool,
    ids.map((id) => ({ id, state: "failed", reply: "550 5.1.1 nobody" })),
  );
  await recordOutcomes(
    ctx.db.pool,
    ids.map((id) => ({ id, state: "deferred", reply: "451 late", nextAttemptAt: ctx.clock.now() })),
  );
  await Promise.all(
    Array.from({ length: 4 }, () => finishOutbound(ctx, { outboundId: sendId, hostname: "mail.town.example" })),
  );
  const { items } = await listConversations(ctx, writer.actor, { mailboxId: writer.inbox });
  const view = await getConversation(ctx, writer.actor, { id: items[0]?.id ?? "" });
  expect(view.messages.filter((message) => message.subject.startsWith("Not delivered"))).toHaveLength(1);
  ctx.advance(600_000);
  expect((await claimAll()).filter((batch) => batch.outboundId === sendId)).toEqual([]);
});

test("a mail program's message is queued with what it lacks, without Bcc, and only from its own addresses", async () => {
  const { actor, address } = await buildPerson();
  const send = (from: string, reversePath = address) =>
    submitMessage(ctx, actor, {
      reversePath,
      recipients: ["a@x.example"],
      raw: Buffer.from(`From: ${from}\r\nBcc: secret@y.example\r\nSubject: Hi\r\n\r\nText\r\n`),
    });
  const { id } = await send(address);
  const batch = (await claimAll()).find((one) => one.outboundId === id);
  const raw = await ctx.blobs.read(batch?.blobHash ?? Buffer.alloc(0));
  const summary = summarize(raw, parseMessage(raw));
  expect(summary).toMatchObject({ messageId: expect.stringContaining("@town.example>"), date: expect.any(Date) });
  expect(raw.toString()).not.toContain("secret");
  await expect(send("boss@town.example")).rejects.toThrow("sender-not-yours");
  await expect(send(address, "boss@town.example")).rejects.toThrow("sender-not-yours");
});

test("a reply goes to the right people, quotes, stays in the conversation and marks the original", async () => {
  const me = await buildPerson();
  const raw = Buffer.from(
    `From: Jonas <j@x.example>\r\nReply-To: list@x.example\r\nTo: ${me.address}, Eva <e@x.example>\r\nCc: c@x.example\r\nSubject: Plan\r\n` +
      "Message-ID: <plan@x>\r\n\r\n<b>no html</b>\r\n",
  );
  const [stored] = await deliverMessage(ctx, { spaceIds: [me.spaceId], raw, verdict: "unverified" });
  const messageId = stored?.messageId ?? "";
  const addresses = (people: readonly { address: string }[]) => people.map((person) => person.address);
  const reply = await startReply(ctx, me.actor, { messageId, mode: "reply" });
  expect([addresses(reply.to), addresses(reply.cc), reply.subject]).toEqual([["list@x.example"], [], "Re: Plan"]);
  expect(reply.text).toContain("> <b>no html</b>");
  const all = await startReply(ctx, me.actor, { messageId, mode: "reply-all" });
  expect([addresses(all.to), addresses(all.cc)]).toEqual([["list@x.example", "e@x.example"], ["c@x.example"]]);
  await sendMessage(ctx, me.actor, { content: reply });
  const view = await getConversation(ctx, me.actor, { id: stored?.threadId ?? "" });
  expect(view.messages.map((message) => message.isAnswered)).toEqual([true, false]);
  await expect(startReply(ctx, (await buildPerson()).actor, { messageId: newId(), mode: "reply" })).rejects.toThrow(
    "message-unknown",
  );
});

test("a stranger reads neither body nor attachment nor source", async () => {
  const [owner, stranger] = [await buildPerson(), await buildPerson()];
  const raw = Buffer.from(
    "From: a@x.example\r\nSubject: P\r\nContent-Type: text/html\r\n\r\n<img src=http://t.example/x><b>hi</b>\r\n",
  );
  const [stored] = await deliverMessage(ctx, { spaceIds: [owner.spaceId], raw, verdict: "unverified" });
  const id = stored?.messageId ?? "";
  const body = await readBody(ctx, owner.actor, { id, remote: "block", length: "all", quotes: "show" });
  expect(body).toMatchObject({ isPlain: false, blockedCount: 1, html: expect.stringContaining("<b>hi</b>") });
  expect(await readSource(ctx, owner.actor, { id })).toEqual(raw);
  await expect(readBody(ctx, stranger.actor, { id, remote: "block", length: "all", quotes: "show" })).rejects.toThrow(
    "message-unknown",
  );
  await expect(readAttachment(ctx, stranger.actor, { id, path: "1" })).rejects.toThrow("message-unknown");
  await expect(readSource(ctx, stranger.actor, { id })).rejects.toThrow("message-unknown");
  await expect(getConversation(ctx, stranger.actor, { id: stored?.threadId ?? "" })).rejects.toThrow("not-found");
});
