import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { cancelWork, listWork, runWork } from "../../long-work/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { createMailbox, listMailboxes } from "../mailboxes.ts";
import { movePlaces } from "../move-places.ts";
import { changeSpace } from "../../spaces/index.ts";
import { filterFolderStep, previewFilters, putScript, runFilters, undoFilterRun, undoFilterStep } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const runners = { "filter-folder": filterFolderStep, "filter-undo": undoFilterStep };
const finish = async () => {
  while (await runWork(ctx, runners));
};

async function buildPerson(count: number) {
  const address = `r${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Rosa", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const inbox = await mailboxByRole(ctx.db.pool, spaceId, "inbox");
  for (let i = 0; i < count; i++) {
    const raw = Buffer.from(`From: a${i % 2}@x.example\r\nTo: ${address}\r\nSubject: Letter ${i}\r\n\r\nHi\r\n`);
    await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  }
  return { actor, spaceId, inbox, accountId };
}

const counts = async ({ actor }: { actor: Actor }) =>
  Object.fromEntries(
    (await listMailboxes(ctx, actor)).filter(({ total }) => total > 0).map(({ name, total }) => [name, total]),
  );

const half = {
  text: 'require ["fileinto", "imap4flags"]; if address "from" "a0@x.example" { addflag ["\\\\Flagged", "Zero"]; fileinto "Zero"; } else { addflag "\\\\Seen"; keep; }',
};

test("filters run on all that a folder holds, step by step, and all of it can be taken back", async () => {
  const person = await buildPerson(120);
  const zero = await createMailbox(ctx, person.actor, { name: "Zero", parentId: null });
  const { id, total } = await runFilters(ctx, person.actor, {
    direction: "incoming",
    draft: half,
    mailboxId: person.inbox,
  });
  expect(total).toBe(120);
  await runWork(ctx, runners);
  expect(await listWork(ctx, person.actor)).toMatchObject([
    { id, state: "waiting", done: 50, total: 120, changed: 50, mailboxId: person.inbox, canUndo: false },
  ]);
  // What comes meanwhile is not part of it.
  await deliverMessage(ctx, {
    spaceIds: [person.spaceId],
    raw: Buffer.from("From: a0@x.example\r\n\r\nnew\r\n"),
    verdict: "local",
  });
  await finish();
  expect(await listWork(ctx, person.actor)).toMatchObject([{ state: "done", done: 120, changed: 120, canUndo: true }]);
  expect(await counts(person)).toEqual({ INBOX: 61, Zero: 60 });
  const marks = await ctx.db.prisma.mailboxMessage.findMany({ where: { mailboxId: zero.id }, distinct: ["flags"] });
  expect(marks.map(({ flags, keywords }) => [flags, keywords])).toEqual([[4, ["Zero"]]]);

  // One is moved on by hand: it stays where it was put.
  const archive = await mailboxByRole(ctx.db.pool, person.spaceId, "archive");
  await changeSpace(ctx, person.spaceId, (client, modseq) =>
    movePlaces(client, modseq, { fromMailboxId: zero.id, uids: [1], toMailboxId: archive }),
  );
  await undoFilterRun(ctx, person.actor, { id });
  await expect(undoFilterRun(ctx, person.actor, { id })).rejects.toThrow("undo-too-late");
  await finish();
  expect(await counts(person)).toEqual({ Archive: 1, INBOX: 120 });
  const left = await ctx.db.prisma.mailboxMessage.findMany({
    where: { mailboxId: person.inbox },
    distinct: ["flags", "keywords"],
  });
  expect(left.map(({ flags, keywords }) => [flags, keywords])).toEqual([[0, []]]);
});

test("nothing leaves and nothing is lost: what filters would throw away goes to the trash", async () => {
  const person = await buildPerson(4);
  const text =
    'require ["vacation", "reject", "copy", "fileinto"]; if address "from" "a0@x.example" { discard; } else { vacation "Away"; redirect "b@far.example"; }';
  await runFilters(ctx, person.actor, { direction: "incoming", draft: { text }, mailboxId: person.inbox });
  await finish();
  expect(await counts(person)).toEqual({ INBOX: 2, Trash: 2 });
  expect(await ctx.db.prisma.outboundMessage.count()).toBe(0);
});

test("copies are made once, and taken away again", async () => {
  const person = await buildPerson(3);
  const draft = { text: 'require ["fileinto", "copy"]; fileinto :copy "Archive";' };
  await runFilters(ctx, person.actor, { direction: "incoming", draft, mailboxId: person.inbox });
  await finish();
  const { id } = await runFilters(ctx, person.actor, { direction: "incoming", draft, mailboxId: person.inbox });
  await finish();
  expect(await counts(person)).toEqual({ Archive: 3, INBOX: 3 });
  const [second, first] = await listWork(ctx, person.actor);
  expect([second?.id, second?.changed, second?.canUndo]).toEqual([id, 0, false]);
  await undoFilterRun(ctx, person.actor, { id: first?.id ?? "" });
  await finish();
  expect(await counts(person)).toEqual({ INBOX: 3 });
});

test("work that is stopped keeps what it did, and a stranger can neither see nor stop it", async () => {
  const person = await buildPerson(80);
  const stranger = await buildPerson(0);
  await createMailbox(ctx, person.actor, { name: "Zero", parentId: null });
  const { id } = await runFilters(ctx, person.actor, { direction: "incoming", draft: half, mailboxId: person.inbox });
  await runWork(ctx, runners);
  expect(await listWork(ctx, stranger.actor)).toEqual([]);
  await expect(cancelWork(ctx, stranger.actor, { id })).rejects.toThrow("work-unknown");
  await expect(undoFilterRun(ctx, stranger.actor, { id })).rejects.toThrow("work-unknown");
  await cancelWork(ctx, person.actor, { id });
  expect(await runWork(ctx, runners)).toBe(false);
  expect(await listWork(ctx, person.actor)).toMatchObject([{ state: "cancelled", done: 50, canUndo: true }]);
  expect(await counts(person)).toEqual({ INBOX: 55, Zero: 25 });
});

test("a process that dies in a step leaves none of it, and another goes on", async () => {
  const person = await buildPerson(60);
  await createMailbox(ctx, person.actor, { name: "Zero", parentId: null });
  await runFilters(ctx, person.actor, { direction: "incoming", draft: half, mailboxId: person.inbox });
  const dies = { ...runners, "filter-folder": () => new Promise<boolean>(() => {}) };
  void runWork(ctx, dies);
  await expect
    .poll(async () => (await ctx.db.prisma.longWork.findFirst({ where: { spaceId: person.spaceId } }))?.leasedUntil)
    .toBeTruthy();
  expect(await runWork(ctx, runners)).toBe(false);
  ctx.advance(10 * 60_000);
  await finish();
  expect(await listWork(ctx, person.actor)).toMatchObject([{ state: "done", done: 60, changed: 60 }]);
});

test("work that breaks is ended as failed and does not come again", async () => {
  const person = await buildPerson(1);
  await runFilters(ctx, person.actor, { direction: "incoming", draft: half, mailboxId: person.inbox });
  const breaks = { ...runners, "filter-folder": () => Promise.reject(new Error("broken")) };
  expect(await runWork(ctx, breaks)).toBe(true);
  expect(await listWork(ctx, person.actor)).toMatchObject([{ state: "failed", canUndo: false }]);
  expect(await runWork(ctx, runners)).toBe(false);
});

test("a preview says which of the newest messages would be caught, and changes nothing", async () => {
  const person = await buildPerson(6);
  const stranger = await buildPerson(0);
  const text = 'require "imap4flags"; if address "from" "a1@x.example" { setflag "\\\\Flagged"; }';
  const input = { direction: "incoming", draft: { text }, mailboxId: person.inbox } as const;
  const { checked, matches } = await previewFilters(ctx, person.actor, input);
  expect([checked, matches.map(({ subject, actions }) => [subject, actions])]).toEqual([
    6,
    [
      ["Letter 5", ["keep"]],
      ["Letter 3", ["keep"]],
      ["Letter 1", ["keep"]],
    ],
  ]);
  expect((await previewFilters(ctx, person.actor, { ...input, limit: 2 })).checked).toBe(2);
  await expect(previewFilters(ctx, stranger.actor, input)).rejects.toThrow("mailbox-unknown");
  await expect(runFilters(ctx, stranger.actor, input)).rejects.toThrow("mailbox-unknown");
  await expect(previewFilters(ctx, person.actor, { ...input, draft: { text: "kepp;" } })).rejects.toThrow(
    "script-invalid",
  );
  await expect(previewFilters(ctx, person.actor, { ...input, draft: { saved: true } })).rejects.toThrow(
    "script-unknown",
  );
  await putScript(ctx, person.actor, { name: "s", text, activate: "incoming" });
  expect((await previewFilters(ctx, person.actor, { ...input, draft: { saved: true } })).matches).toHaveLength(3);
});
