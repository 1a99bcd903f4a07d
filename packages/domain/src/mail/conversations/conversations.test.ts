import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { listMailboxes } from "../mailboxes.ts";
import { actOnConversations } from "./act.ts";
import { actOnList } from "./act-on-list.ts";
import { conversationChanges } from "./changes.ts";
import { getConversation } from "./get.ts";
import { countConversations, listConversations, standUnder } from "./list.ts";
import type { ConversationRow } from "./rows.ts";
import { undoAct } from "./undo.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const made = await createAccount(ctx, {
    address: `c${++counter}@town.example`,
    name: "Lucía",
    password: "correct horse battery",
  });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const mailboxes = await listMailboxes(ctx, actor);
  const id = (role: string) => mailboxes.find((mailbox) => mailbox.role === role)?.id ?? "";
  return {
    actor,
    accountId: made.accountId,
    spaceId: made.spaceId,
    inbox: id("inbox"),
    archive: id("archive"),
    trash: id("trash"),
  };
}
async function deliver(spaceId: string, headers: string, role: "inbox" | "sent" = "inbox") {
  ctx.advance(1000);
  const raw = Buffer.from(`From: Jonas Brandt <jonas@town.example>\r\n${headers}\r\n\r\nGood morning, the text.\r\n`);
  const [delivered] = await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified", role });
  return delivered?.threadId ?? "";
}

test("a conversation stands once in the list, where its newest message stands, page by page", async () => {
  const { actor, spaceId, inbox } = await buildPerson();
  for (let i = 0; i < 7; i++) await deliver(spaceId, `Subject: Topic ${i}\r\nMessage-ID: <t${i}@x>`);
  await deliver(spaceId, "Subject: Re: Topic 2\r\nIn-Reply-To: <t2@x>");
  const first = await listConversations(ctx, actor, { mailboxId: inbox, limit: 4 });
  expect(first.items.map((row) => row.subject)).toEqual(["Topic 2", "Topic 6", "Topic 5", "Topic 4"]);
  expect(first.items[0]).toMatchObject({
    count: 2,
    unread: 2,
    snippet: "Good morning, the text.",
    people: [{ name: "Jonas Brandt", isMe: false }],
  });
  const after = standUnder("date", first.items.at(-1) as ConversationRow);
  const second = await listConversations(ctx, actor, { mailboxId: inbox, limit: 4, after });
  expect(second.items.map((row) => row.subject)).toEqual(["Topic 3", "Topic 1", "Topic 0"]);
  expect([first.hasMore, second.hasMore]).toEqual([true, false]);
});

test("sent messages belong to the conversation; trash does not, except in its own list", async () => {
  const { actor, spaceId, inbox, trash } = await buildPerson();
  const id = await deliver(spaceId, "Subject: Roof\r\nMessage-ID: <r@x>");
  await deliver(spaceId, "Subject: Re: Roof\r\nIn-Reply-To: <r@x>", "sent");
  expect((await listConversations(ctx, actor, { mailboxId: inbox })).items[0]?.count).toBe(2);
  await actOnConversations(ctx, actor, { ids: [id], act: "trash", fromMailboxId: inbox });
  expect((await listConversations(ctx, actor, { mailboxId: inbox })).items).toEqual([]);
  expect((await listConversations(ctx, actor, { mailboxId: trash })).items[0]?.count).toBe(1);
  expect((await listConversations(ctx, actor, { view: "all" })).items[0]?.count).toBe(1);
});

test("archive, star and read are taken back exactly, and only once", async () => {
  const { actor, spaceId, inbox, archive } = await buildPerson();
  const id = await deliver(spaceId, "Subject: A");
  const { undo, count } = await actOnConversations(ctx, actor, { ids: [id], act: "archive", fromMailboxId: inbox });
  expect(count).toBe(1);
  expect((await listConversations(ctx, actor, { mailboxId: archive })).items).toHaveLength(1);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect((await listConversations(ctx, actor, { mailboxId: inbox })).items[0]).toMatchObject({ id, unread: 1 });
  await expect(undoAct(ctx, actor, { undo: undo ?? "" })).rejects.toThrow("undo-too-late");
  const star = await actOnConversations(ctx, actor, { ids: [id], act: "star" });
  expect((await listConversations(ctx, actor, { view: "starred" })).items).toHaveLength(1);
  await actOnConversations(ctx, actor, { ids: [id], act: "read" });
  await undoAct(ctx, actor, { undo: star.undo ?? "" });
  expect((await listConversations(ctx, actor, { view: "starred" })).items).toHaveLength(0);
  // What was done since stays.
  expect((await listConversations(ctx, actor, { mailboxId: inbox })).items[0]).toMatchObject({ unread: 0 });
});

test("several acts are taken back one after the other, the last first", async () => {
  const { actor, spaceId, inbox } = await buildPerson();
  const id = await deliver(spaceId, "Subject: Steps");
  const star = await actOnConversations(ctx, actor, { ids: [id], act: "star" });
  const read = await actOnConversations(ctx, actor, { ids: [id], act: "read" });
  const archive = await actOnConversations(ctx, actor, { ids: [id], act: "archive", fromMailboxId: inbox });
  const shown = async () => (await listConversations(ctx, actor, { mailboxId: inbox })).items[0];
  expect(await shown()).toBeUndefined();
  await undoAct(ctx, actor, { undo: archive.undo ?? "" });
  expect(await shown()).toMatchObject({ isFlagged: true, unread: 0 });
  await undoAct(ctx, actor, { undo: read.undo ?? "" });
  expect(await shown()).toMatchObject({ isFlagged: true, unread: 1 });
  await undoAct(ctx, actor, { undo: star.undo ?? "" });
  expect(await shown()).toMatchObject({ isFlagged: false, unread: 1 });
});

test("what was deleted for good can be brought back with its flags and its place in every order", async () => {
  const { actor, spaceId, inbox } = await buildPerson();
  await deliver(spaceId, "Subject: Older");
  const id = await deliver(spaceId, "Subject: Gone\r\nTo: x@town.example");
  await deliver(spaceId, "Subject: Newer");
  await actOnConversations(ctx, actor, { ids: [id], act: "star" });
  const list = async () => (await listConversations(ctx, actor, { mailboxId: inbox })).items;
  const before = (await list())[1];
  const { undo } = await actOnConversations(ctx, actor, { ids: [id], act: "delete", fromMailboxId: inbox });
  expect(await list()).toHaveLength(2);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect((await list())[1]).toEqual({ ...before, stand: { ...before?.stand, uid: "4" } });
});

test("a list of messages shows and changes single ones; each leads to its conversation", async () => {
  const { actor, spaceId, inbox } = await buildPerson();
  const thread = await deliver(spaceId, "Subject: Roof\r\nMessage-ID: <m@x>");
  await deliver(spaceId, "Subject: Re: Roof\r\nIn-Reply-To: <m@x>");
  await deliver(spaceId, "Subject: Re: Roof\r\nIn-Reply-To: <m@x>", "sent");
  const list = { mailboxId: inbox, grouping: "messages" } as const;
  const page = await listConversations(ctx, actor, list);
  expect(page.items.map((row) => [row.subject, row.count, row.threadId])).toEqual([
    ["Re: Roof", 1, thread],
    ["Roof", 1, thread],
  ]);
  const [second, first] = page.items;
  const id = second?.id ?? "";
  await actOnConversations(ctx, actor, { ids: [thread], messageIds: [id], act: "star" });
  const { undo, count } = await actOnConversations(ctx, actor, {
    ids: [thread],
    messageIds: [id],
    act: "archive",
    fromMailboxId: inbox,
  });
  expect(count).toBe(1);
  expect((await listConversations(ctx, actor, list)).items.map((row) => row.id)).toEqual([first?.id]);
  const changes = await conversationChanges(ctx, actor, { since: page.modseqs[spaceId] ?? "", grouping: "messages" });
  expect(changes.rows.find((one) => one.mailboxId === inbox && one.id === id)?.row).toBeNull();
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect((await listConversations(ctx, actor, list)).items.map((row) => row.isFlagged)).toEqual([true, false]);
  const alone = await getConversation(ctx, actor, { id });
  expect([alone.id, alone.threadId, alone.messages.map((message) => message.id), alone.otherMessages]).toEqual([
    id,
    thread,
    [id],
    2,
  ]);
  expect(await getConversation(ctx, actor, { id: thread })).toMatchObject({ id: thread, otherMessages: 0 });
});

test("an act on a whole list reaches what no page has shown, and is taken back at once", async () => {
  const { actor, spaceId, inbox, archive } = await buildPerson();
  for (let i = 0; i < 5; i++) await deliver(spaceId, `Subject: Topic ${i}`);
  const [first] = (await listConversations(ctx, actor, { mailboxId: inbox, limit: 1 })).items;
  await actOnConversations(ctx, actor, { ids: [first?.id ?? ""], act: "read" });
  const list = { mailboxId: inbox, filter: "unread" } as const;
  const { undo, count } = await actOnList(ctx, actor, { list, act: "archive" });
  expect(count).toBe(4);
  expect((await listConversations(ctx, actor, { mailboxId: inbox })).items.map((row) => row.id)).toEqual([first?.id]);
  expect((await countConversations(ctx, actor, { mailboxId: archive })).count).toBe(4);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect((await countConversations(ctx, actor, list)).count).toBe(4);
  expect(await actOnList(ctx, actor, { list: { mailboxId: archive }, act: "read" })).toEqual({ undo: null, count: 0 });
});

test("the filters show what they say", async () => {
  const { actor, spaceId, inbox } = await buildPerson();
  const [a] = [await deliver(spaceId, "Subject: A"), await deliver(spaceId, "Subject: B")];
  await actOnConversations(ctx, actor, { ids: [a], act: "read" });
  expect(
    (await listConversations(ctx, actor, { mailboxId: inbox, filter: "unread" })).items.map((row) => row.subject),
  ).toEqual(["B"]);
  expect((await listConversations(ctx, actor, { mailboxId: inbox, filter: "attachments" })).items).toEqual([]);
});

test("changes since a cursor patch the lists: what came, what went, what counts", async () => {
  const { actor, spaceId, inbox, archive } = await buildPerson();
  const old = await deliver(spaceId, "Subject: Old");
  const { modseqs } = await listConversations(ctx, actor, { mailboxId: inbox });
  const fresh = await deliver(spaceId, "Subject: New");
  await actOnConversations(ctx, actor, { ids: [old], act: "archive", fromMailboxId: inbox });
  const changes = await conversationChanges(ctx, actor, { since: modseqs[spaceId] ?? "" });
  const row = (mailboxId: string, id: string) =>
    changes.rows.find((one) => one.mailboxId === mailboxId && one.id === id);
  expect(row(inbox, fresh)?.row?.subject).toBe("New");
  expect(row(inbox, old)?.row).toBeNull();
  expect(row(archive, old)?.row?.subject).toBe("Old");
  expect(changes.mailboxes.find((mailbox) => mailbox.id === inbox)).toMatchObject({ total: 1, unseen: 1 });
  expect((await conversationChanges(ctx, actor, { since: changes.modseq })).rows).toEqual([]);
});

test("all inboxes together are those that one may read, each line in its space, and changes of each are told", async () => {
  const [owner, reader] = [await buildPerson(), await buildPerson()];
  const [own, theirs] = [
    await deliver(reader.spaceId, "Subject: Mine"),
    await deliver(owner.spaceId, "Subject: Theirs"),
  ];
  const unified = async () => (await listConversations(ctx, reader.actor, { view: "unified" })).items;
  expect((await unified()).map((row) => row.id)).toEqual([own]);
  await ctx.db.prisma.grant.create({
    data: {
      id: newId(),
      spaceId: owner.spaceId,
      modseq: 1n,
      objectKind: "mailbox",
      objectId: owner.inbox,
      subjectKind: "account",
      subjectId: reader.accountId,
      rights: ["read"],
      holdings: { create: { accountId: reader.accountId, spaceId: reader.spaceId, modseq: 1n, state: "accepted" } },
    },
  });
  expect((await unified()).map((row) => [row.id, row.spaceId])).toEqual([
    [theirs, owner.spaceId],
    [own, reader.spaceId],
  ]);
  const { modseqs } = await listConversations(ctx, reader.actor, { view: "unified" });
  const fresh = await deliver(owner.spaceId, "Subject: Fresh");
  const { spaceId } = owner;
  const changes = await conversationChanges(ctx, reader.actor, { since: modseqs[spaceId] ?? "", spaceId });
  expect(changes.rows).toMatchObject([{ mailboxId: owner.inbox, id: fresh, row: { subject: "Fresh" } }]);
  expect((await countConversations(ctx, reader.actor, { view: "unified" })).count).toBe(3);
});

test("a stranger cannot list, act on or undo another's mail", async () => {
  const [owner, stranger] = [await buildPerson(), await buildPerson()];
  const id = await deliver(owner.spaceId, "Subject: Private");
  const { undo } = await actOnConversations(ctx, owner.actor, { ids: [id], act: "read" });
  const list = { mailboxId: owner.inbox };
  await expect(countConversations(ctx, stranger.actor, list)).rejects.toThrow("not-found");
  await expect(actOnList(ctx, stranger.actor, { list, act: "trash" })).rejects.toThrow("not-found");
  const message = (await listConversations(ctx, owner.actor, { ...list, grouping: "messages" })).items[0]?.id ?? "";
  await expect(getConversation(ctx, stranger.actor, { id: message })).rejects.toThrow("not-found");
  await expect(listConversations(ctx, stranger.actor, { mailboxId: owner.inbox })).rejects.toThrow("not-found");
  await expect(actOnConversations(ctx, stranger.actor, { ids: [id], act: "trash" })).rejects.toThrow("not-found");
  await expect(
    actOnConversations(ctx, owner.actor, { ids: [id], act: "move", toMailboxId: stranger.inbox }),
  ).rejects.toThrow("not-found");
  await expect(undoAct(ctx, stranger.actor, { undo: undo ?? "" })).rejects.toThrow("not-found");
});
