import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import {
  type Act,
  actOnConversations,
  conversationChanges,
  countConversations,
  listConversations,
  undoAct,
} from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { fetchMessages, moveMessages, storeFlags, uidsIn } from "../folder/index.ts";
import { createMailbox, listMailboxes } from "../mailboxes.ts";
import { sendMessage, undoSend } from "../outgoing/index.ts";
import { standUnder } from "../conversations/list.ts";
import { nextReturn, returnDue } from "./return-due.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());
const hour = 3_600_000;

async function buildPerson() {
  const address = `t${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Lucía", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const id = async (role: string) => (await listMailboxes(ctx, actor)).find((one) => one.role === role)?.id ?? "";
  const rowsIn = async (role: string) =>
    (await listConversations(ctx, actor, { mailboxId: await id(role) })).items.filter(Boolean);
  const act = (threadId: string, verb: Act, more: { until?: string; fromMailboxId?: string } = {}) =>
    actOnConversations(ctx, actor, { ids: [threadId], act: verb, ...more });
  return { actor, address, spaceId: made.spaceId, id, rowsIn, act };
}
type PersonOf = Awaited<ReturnType<typeof buildPerson>>;

async function deliver(to: PersonOf, headers: string, role: "inbox" | "sent" = "inbox") {
  ctx.advance(1000);
  const raw = Buffer.from(
    `${/^From:/m.test(headers) ? "" : "From: jonas@elsewhere.example\r\n"}${headers}\r\n\r\nText.\r\n`,
  );
  const [delivered] = await deliverMessage(ctx, { spaceIds: [to.spaceId], raw, verdict: "unverified", role });
  return delivered?.threadId ?? "";
}
const inHours = (n: number) => new Date(ctx.clock.now().getTime() + n * hour).toISOString();
const subjects = (rows: readonly { subject: string }[]) => rows.map((row) => row.subject);

test("a snoozed conversation leaves the inbox and comes back on top, unread, with its mark, once", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Roof\r\nMessage-ID: <roof@x>\r\nDate: Tue, 1 Dec 2026 09:00:00 +0000");
  await ann.act(thread, "read");
  await deliver(ann, "Subject: Newer");
  const until = inHours(3);
  await ann.act(thread, "snooze", { until, fromMailboxId: await ann.id("inbox") });
  expect(subjects(await ann.rowsIn("inbox"))).toEqual(["Newer"]);
  expect(await ann.rowsIn("snoozed")).toMatchObject([{ subject: "Roof", snoozedUntil: until }]);
  expect((await nextReturn(ctx))?.toISOString()).toBe(until);
  await returnDue(ctx, { limit: 10 });
  expect(await ann.rowsIn("snoozed")).toHaveLength(1);

  ctx.advance(3 * hour);
  // Two workers, as after a restart in the middle.
  await Promise.all([returnDue(ctx, { limit: 10 }), returnDue(ctx, { limit: 10 })]);
  const rows = await ann.rowsIn("inbox");
  expect(subjects(rows)).toEqual(["Roof", "Newer"]);
  expect(rows[0]).toMatchObject({ unread: 1, snoozedUntil: null, returned: { why: "snoozed", time: until } });
  expect(await ann.rowsIn("snoozed")).toEqual([]);

  // Mail programs order by what FETCH says is the internal date.
  const id = await ann.id("inbox");
  const uids = await uidsIn(ctx, ann.actor, { id, ranges: [{ from: 1, to: 99 }] });
  const dates: Date[] = [];
  for await (const batch of fetchMessages(ctx, ann.actor, { id, uids, needs: {} }))
    dates.push(...batch.map((one) => one.internalDate));
  expect(dates).toHaveLength(2);
  expect(dates[1]?.getTime()).toBeGreaterThan(dates[0]?.getTime() ?? Number.POSITIVE_INFINITY);
});

test("a reply wakes a snoozed conversation, and moving it out by any way ends the snooze", async () => {
  const ann = await buildPerson();
  const [a, b] = [
    await deliver(ann, "Subject: A\r\nMessage-ID: <wake-a@x>"),
    await deliver(ann, "Subject: B\r\nMessage-ID: <wake-b@x>"),
  ];
  for (const thread of [a, b]) await ann.act(thread, "snooze", { until: inHours(5) });
  await deliver(ann, "Subject: Re: A\r\nIn-Reply-To: <wake-a@x>");
  expect(await ann.rowsIn("inbox")).toMatchObject([{ subject: "A", count: 2, snoozedUntil: null, returned: null }]);

  const id = await ann.id("snoozed");
  const uids = await uidsIn(ctx, ann.actor, { id, ranges: [{ from: 1, to: 99 }] });
  await moveMessages(ctx, ann.actor, { id, uids, toId: await ann.id("archive") });
  ctx.advance(6 * hour);
  await returnDue(ctx, { limit: 10 });
  expect(subjects(await ann.rowsIn("archive"))).toEqual(["B"]);
});

test("snoozing, changing its time and ending it are taken back exactly", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Undo");
  const first = await ann.act(thread, "snooze", { until: inHours(2) });
  const later = inHours(8);
  const second = await ann.act(thread, "snooze", { until: later, fromMailboxId: await ann.id("snoozed") });
  expect(await ann.rowsIn("snoozed")).toMatchObject([{ snoozedUntil: later }]);
  const third = await ann.act(thread, "unsnooze");
  expect(await ann.rowsIn("inbox")).toMatchObject([{ snoozedUntil: null }]);
  await undoAct(ctx, ann.actor, { undo: third.undo ?? "" });
  expect(await ann.rowsIn("snoozed")).toMatchObject([{ snoozedUntil: later }]);
  await undoAct(ctx, ann.actor, { undo: second.undo ?? "" });
  expect(await ann.rowsIn("snoozed")).not.toMatchObject([{ snoozedUntil: later }]);
  await undoAct(ctx, ann.actor, { undo: first.undo ?? "" });
  expect(await ann.rowsIn("inbox")).toMatchObject([{ snoozedUntil: null, returned: null }]);
  for (const until of [inHours(-1), inHours(24 * 366 * 11), "soon"])
    await expect(ann.act(thread, "snooze", { until })).rejects.toThrow("invalid: return-time-invalid");
});

test("a folder that somebody called Snoozed stays theirs", async () => {
  const ann = await buildPerson();
  await createMailbox(ctx, ann.actor, { name: "Snoozed", parentId: null });
  await ann.act(await deliver(ann, "Subject: A"), "snooze", { until: inHours(1) });
  const mailboxes = await listMailboxes(ctx, ann.actor);
  expect(mailboxes.filter((one) => one.name.startsWith("Snoozed")).map((one) => [one.name, one.role])).toEqual([
    ["Snoozed 2", "snoozed"],
    ["Snoozed", null],
  ]);
});

test("what nobody answered comes back; an answer ends the wait, an automatic one does not", async () => {
  const ann = await buildPerson();
  const send = (name: string) =>
    deliver(
      ann,
      `From: ${ann.address}\r\nTo: ben@elsewhere.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@x>`,
      "sent",
    );
  const [quiet, answered] = [await send("quiet"), await send("answered")];
  const since = ctx.clock.now();
  for (const thread of [quiet, answered]) await ann.act(thread, "follow-up", { until: inHours(72) });
  await deliver(ann, "Subject: Re: answered\r\nIn-Reply-To: <answered@x>");
  await deliver(ann, "Subject: Re: quiet\r\nIn-Reply-To: <quiet@x>\r\nAuto-Submitted: auto-replied");
  await ann.act(quiet, "archive");
  await ann.act(answered, "archive");
  ctx.advance(72 * hour);
  await returnDue(ctx, { limit: 10 });
  const rows = await ann.rowsIn("inbox");
  expect(rows).toMatchObject([{ subject: "quiet", followUpAt: null, returned: { why: "unanswered" } }]);
  expect(Math.abs(Date.parse(rows[0]?.returned?.time ?? "") - since.getTime())).toBeLessThan(5000);
  // It stays among the sent messages.
  expect(subjects(await ann.rowsIn("sent"))).toEqual(["answered", "quiet"]);
});

test("what is sent with a reminder is waited for, and no more when the sending is taken back", async () => {
  const ann = await buildPerson();
  const content = {
    to: [{ name: "", address: "ben@elsewhere.example" }],
    cc: [],
    bcc: [],
    subject: "Offer",
    html: "<p>Please answer.</p>",
    attachments: [],
  };
  const send = (followUpAt: string) => sendMessage(ctx, ann.actor, { content, followUpAt });
  await expect(send(inHours(-1))).rejects.toThrow("invalid: return-time-invalid");
  expect(await ann.rowsIn("sent")).toEqual([]);
  const at = inHours(48);
  const { sendId } = await send(at);
  expect(await ann.rowsIn("sent")).toMatchObject([{ subject: "Offer", followUpAt: at }]);
  await undoSend(ctx, ann.actor, { sendId });
  expect(await ann.rowsIn("drafts")).toMatchObject([{ subject: "Offer", followUpAt: null }]);
  ctx.advance(48 * hour);
  await returnDue(ctx, { limit: 10 });
  expect(await ann.rowsIn("inbox")).toEqual([]);
});

test("a muted conversation skips the inbox and is read, unless a message is to the person alone", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Lunch\r\nMessage-ID: <lunch@x>");
  const { undo } = await ann.act(thread, "mute");
  expect(await ann.rowsIn("inbox")).toEqual([]);
  await deliver(ann, `To: ${ann.address}, crew@elsewhere.example\r\nSubject: Re: Lunch\r\nIn-Reply-To: <lunch@x>`);
  expect(await ann.rowsIn("archive")).toMatchObject([{ count: 2, unread: 1, isMuted: true }]);
  await deliver(ann, `To: ${ann.address}\r\nSubject: Re: Lunch\r\nIn-Reply-To: <lunch@x>`);
  expect(await ann.rowsIn("inbox")).toMatchObject([{ count: 3, isMuted: true }]);
  await ann.act(thread, "unmute");
  await deliver(ann, "Subject: Re: Lunch\r\nIn-Reply-To: <lunch@x>");
  expect((await ann.rowsIn("inbox"))[0]).toMatchObject({ count: 4, isMuted: false });
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect((await ann.rowsIn("inbox"))[0]).toMatchObject({ isMuted: false });
});

test("pins, states and their changes are told to every tab; too many pins are refused", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Pin");
  const { modseqs } = await listConversations(ctx, ann.actor, { mailboxId: await ann.id("inbox") });
  await ann.act(thread, "pin");
  const changes = await conversationChanges(ctx, ann.actor, { since: modseqs[ann.spaceId] ?? "" });
  expect(changes.rows).toMatchObject([{ id: thread, row: { isPinned: true } }]);
  await ann.act(thread, "unpin");
  expect((await ann.rowsIn("inbox"))[0]).toMatchObject({ isPinned: false });
  await ctx.db.pool.query(
    `INSERT INTO "ThreadState" ("spaceId", "threadId", "modseq", "pinnedAt") SELECT $1, gen_random_uuid(), 1, now() FROM generate_series(1, 100)`,
    [ann.spaceId],
  );
  await expect(ann.act(thread, "pin")).rejects.toThrow("too-many: pins-too-many");
});

test("what is pinned stands apart from its list, and alone when it is asked for", async () => {
  const ann = await buildPerson();
  const [a] = [await deliver(ann, "Subject: A"), await deliver(ann, "Subject: B"), await deliver(ann, "Subject: C")];
  await ann.act(a, "pin");
  const mailboxId = await ann.id("inbox");
  const list = (pins: "only" | "apart") => listConversations(ctx, ann.actor, { mailboxId, pins });
  expect(subjects((await list("only")).items)).toEqual(["A"]);
  expect(subjects((await list("apart")).items)).toEqual(["C", "B"]);
  expect(await countConversations(ctx, ann.actor, { mailboxId, pins: "apart" })).toEqual({ count: 2 });
  await ann.act(a, "unpin");
  expect(subjects((await list("only")).items)).toEqual([]);
  expect(subjects((await list("apart")).items)).toEqual(["C", "B", "A"]);
});

test("archiving by year makes the folder of the year, and is taken back", async () => {
  const ann = await buildPerson();
  const { accountId } = ann.actor as { accountId: string };
  await ctx.db.prisma.setting.create({
    data: { scope: "account", scopeId: accountId, key: "mail.archiveBy", value: "year" },
  });
  const thread = await deliver(ann, "Subject: Old papers");
  const { undo } = await ann.act(thread, "archive");
  const year = String(ctx.clock.now().getUTCFullYear());
  const folder = (await listMailboxes(ctx, ann.actor)).find((one) => one.name === year);
  expect(folder).toMatchObject({ parentId: await ann.id("archive"), total: 1 });
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect(subjects(await ann.rowsIn("inbox"))).toEqual(["Old papers"]);
});

test("a copy is one more place, and taken back it is gone", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Copy");
  const folder = await createMailbox(ctx, ann.actor, { name: "Copies", parentId: null });
  const { undo } = await actOnConversations(ctx, ann.actor, {
    ids: [thread],
    act: "copy",
    fromMailboxId: await ann.id("inbox"),
    toMailboxId: folder.id,
  });
  const inFolder = async () => (await listConversations(ctx, ann.actor, { mailboxId: folder.id })).items;
  expect(await inFolder()).toMatchObject([{ count: 1 }]);
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect(await inFolder()).toEqual([]);
  expect(await ann.rowsIn("inbox")).toHaveLength(1);
});

test("a stranger can say nothing about another's conversation", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  const thread = await deliver(ann, "Subject: Private");
  for (const verb of ["snooze", "follow-up", "mute", "pin"] as const)
    await expect(eve.act(thread, verb, { until: inHours(1) })).rejects.toThrow("not-found: conversation-unknown");
  expect(await ctx.db.prisma.threadState.count({ where: { threadId: thread } })).toBe(0);
});

test("what comes back next is first among the snoozed, page after page, and elsewhere stands where it was", async () => {
  const ann = await buildPerson();
  const threads: string[] = [];
  for (const subject of ["A", "B", "C"]) threads.push(await deliver(ann, `Subject: ${subject}`));
  for (const [at, hours] of [5, 1, 3].entries())
    await ann.act(threads[at] ?? "", "snooze", { until: inHours(hours), fromMailboxId: await ann.id("inbox") });
  const list = { mailboxId: await ann.id("snoozed"), direction: "asc" as const };
  const first = await listConversations(ctx, ann.actor, { ...list, limit: 2 });
  expect(subjects(first.items)).toEqual(["B", "C"]);
  const last = first.items.at(-1);
  if (!last) throw new Error("no line");
  expect(last.stand.date).toBe(last.snoozedUntil);
  const second = await listConversations(ctx, ann.actor, { ...list, after: standUnder("date", last) });
  expect(subjects(second.items)).toEqual(["A"]);
  expect(await countConversations(ctx, ann.actor, list)).toEqual({ count: 3 });
  await deliver(ann, "Subject: New");
  expect(subjects((await listConversations(ctx, ann.actor, { view: "all" })).items)).toEqual(["New", "C", "B", "A"]);
});

test("a conversation is marked important as mail programs do it, is found and listed so, and is not any more", async () => {
  const ann = await buildPerson();
  const thread = await deliver(ann, "Subject: Roof");
  await deliver(ann, "Subject: Other");
  const { undo } = await ann.act(thread, "important");
  const [row] = (await ann.rowsIn("inbox")).filter(({ subject }) => subject === "Roof");
  expect(row).toMatchObject({ isImportant: true, isMarkedImportant: true, labels: [] });
  const filtered = { mailboxId: await ann.id("inbox"), filter: "important" as const };
  expect(subjects((await listConversations(ctx, ann.actor, filtered)).items)).toEqual(["Roof"]);
  const id = await ann.id("inbox");
  const uids = await uidsIn(ctx, ann.actor, { id, ranges: [{ from: 1, to: 99 }] });
  const keywords: string[] = [];
  for await (const batch of fetchMessages(ctx, ann.actor, { id, uids, needs: {} }))
    keywords.push(...batch.flatMap((one) => one.keywords));
  expect(keywords).toEqual(["$Important"]);
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect((await listConversations(ctx, ann.actor, filtered)).items).toEqual([]);
  // As a mail program sets it, in its own spelling.
  await storeFlags(ctx, ann.actor, {
    id,
    uids: uids.slice(0, 1),
    change: { mode: "add", flags: 0, keywords: ["$important"] },
  });
  expect(subjects((await listConversations(ctx, ann.actor, filtered)).items)).toEqual(["Roof"]);
  await ann.act(thread, "unimportant");
  expect((await listConversations(ctx, ann.actor, filtered)).items).toEqual([]);
});

test("mail that one writes oneself says whom it is for", async () => {
  const ann = await buildPerson();
  await deliver(ann, `From: ${ann.address}\r\nTo: Bea <bea@x.example>\r\nCc: c@x.example\r\nSubject: Out`, "sent");
  expect((await ann.rowsIn("sent"))[0]?.to).toEqual([
    { name: "Bea", address: "bea@x.example" },
    { name: "", address: "c@x.example" },
  ]);
  await deliver(ann, "To: x@x.example\r\nSubject: In");
  expect((await ann.rowsIn("inbox"))[0]?.to).toEqual([]);
});
