import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { createDomain } from "../administration/index.ts";
import { addMembers, createList } from "../lists/index.ts";
import {
  claimOutbound,
  deliverLocally,
  finishOutbound,
  receiveMessage,
  refusalOfAll,
  resolveRecipients,
  sendMessage,
  submitMessage,
  type Verdict,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
const admin: Actor = { kind: "system", part: "cli" };
beforeAll(async () => {
  ctx = await testContext();
  await createDomain(ctx, admin, { name: "town.example" });
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `m${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Maren", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { actor, address, accountId, spaceId };
}

type Terms = Omit<Parameters<typeof createList>[2], "address"> & { managers?: readonly string[] };

async function buildList(members: readonly string[], { managers = [], ...terms }: Terms = {}) {
  const address = `team${++counter}@town.example`;
  const { id } = await createList(ctx, admin, { address, name: "The team", ...terms });
  await addMembers(ctx, admin, { id, addresses: members, as: "member" });
  await addMembers(ctx, admin, { id, addresses: managers, as: "manager" });
  return { id, address };
}

type Letter = {
  to: string | readonly string[];
  from?: string;
  reversePath?: string;
  verdict?: Verdict;
  isJunk?: boolean;
  headers?: readonly string[];
};

/** As the door for other servers takes it; the refusal of everybody is thrown, as that door does. */
async function arrive({ to, from = "kim@far.example", headers = [], ...more }: Letter) {
  const addresses = [to].flat();
  const raw = Buffer.from(
    [`From: ${from}`, `To: ${addresses.join(", ")}`, "Subject: Roof", ...headers, "", "Hello.", ""].join("\r\n"),
  );
  const received = await receiveMessage(ctx, {
    raw,
    reversePath: more.reversePath ?? from,
    recipients: await resolveRecipients(ctx, { addresses, sizeBytes: raw.length }),
    verdict: more.verdict ?? "unverified",
    isJunk: more.isJunk ?? false,
  });
  const refusal = refusalOfAll(received);
  if (refusal) throw refusal;
  return received.store({ reportFrom: "mail.town.example" });
}

const reasonOf = (letter: Letter) =>
  arrive(letter).then(
    () => "taken",
    (error: { reason: string; params: { reason: string } }) => `${error.reason}: ${error.params.reason}`,
  );

/** What is due in the queue, as text. */
async function leaving() {
  const batches = await claimOutbound(ctx, { limit: 100, leaseSeconds: 60 });
  return Promise.all(
    batches.map(async (batch) => ({
      batch,
      raw: await ctx.blobs.read(batch.blobHash),
      to: batch.recipients.map((one) => one.address).sort(),
    })),
  );
}

/** Delivers what is for people here, until nothing is left of it; answers what goes elsewhere. */
async function settle() {
  const away = [];
  for (let round = 0; round < 6; round++)
    for (const one of await leaving()) {
      if (one.batch.domain !== "town.example") away.push(one);
      else {
        await deliverLocally(ctx, one.batch, one.raw);
        await finishOutbound(ctx, { outboundId: one.batch.outboundId, hostname: "mail.town.example" });
      }
    }
  return away;
}

async function messagesOf({ spaceId }: { spaceId: string }) {
  return ctx.db.prisma.message.findMany({ where: { spaceId }, orderBy: { id: "asc" } });
}

test("mail to a list reaches its members, from the list's address, with the fields of a list and signed by nobody", async () => {
  const ann = await buildPerson();
  const { id, address } = await buildList([ann.address, "leo@far.example", "mia@other.example"]);
  const headers = ["Return-Path: <kim@far.example>", "List-Id: <elsewhere.example>", "X-Mark: kept"];
  expect(await arrive({ to: address, headers, verdict: "verified" })).toEqual([]);
  const away = await settle();
  expect(away.map((one) => one.to)).toEqual(expect.arrayContaining([["leo@far.example"], ["mia@other.example"]]));
  const [copy] = away;
  expect(copy?.batch).toMatchObject({ reversePath: address, signDomain: "", accountId: null, verdict: "verified" });
  const [local = "", domain] = address.split("@");
  const text = copy?.raw.toString() ?? "";
  expect(text).toMatch(
    new RegExp(
      `^List-Id: The team <${local}\\.${domain}>\r\nList-Post: <mailto:${address}>\r\nDelivered-To: ${address}`,
    ),
  );
  expect(text).toContain("X-Mark: kept\r\n\r\nHello.");
  expect(text).not.toMatch(/Return-Path|elsewhere/);
  // What its way had proven is known of the copy too.
  expect(await messagesOf(ann)).toMatchObject([{ subject: "Roof", verdict: "verified" }]);
  const { spaceId } = await ctx.db.prisma.mailList.findUniqueOrThrow({ where: { id } });
  expect(await messagesOf({ spaceId })).toEqual([]);
});

test("nobody gets a message twice that came to two lists, to a list in a list, or to the list and the person", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  const inner = await buildList([ann.address, ben.address, "leo@far.example"]);
  const outer = await buildList([ann.address, inner.address]);
  const other = await buildList([ben.address, "leo@far.example"]);
  await arrive({ to: [outer.address, other.address, ann.address] });
  const away = await settle();
  expect(away.map((one) => one.to)).toEqual([["leo@far.example"]]);
  expect((await messagesOf(ann)).length).toBe(1);
  expect((await messagesOf(ben)).length).toBe(1);
});

test("all that is stored and queued is one transaction", async () => {
  const ann = await buildPerson();
  const { address } = await buildList([ann.address]);
  const addresses = [ann.address, address];
  const received = await receiveMessage(ctx, {
    raw: Buffer.from("From: kim@far.example\r\nSubject: Roof\r\n\r\nx"),
    reversePath: "kim@far.example",
    recipients: await resolveRecipients(ctx, { addresses, sizeBytes: 1 }),
    verdict: "unverified",
    isJunk: false,
  });
  const within = () => Promise.reject(new Error("the disk is full"));
  await expect(received.store({ within })).rejects.toThrow("the disk is full");
  expect([await messagesOf(ann), await leaving()]).toEqual([[], []]);
});

test("who may write is decided by what is proven, and refused in words", async () => {
  const ann = await buildPerson();
  const outsider = { from: "kim@far.example", verdict: "verified" } as const;
  const colleague = { from: ann.address, verdict: "verified" } as const;
  const open = await buildList([ann.address]);
  const domain = await buildList([ann.address], { whoMaySend: "domain" });
  const members = await buildList(["kim@far.example"], { whoMaySend: "members" });
  const denied = (address: string) => `rejected-by-recipient: You may not write to ${address}`;
  expect(await reasonOf({ to: open.address, ...outsider, verdict: "unverified" })).toBe("taken");
  expect(await reasonOf({ to: domain.address, ...outsider })).toBe(denied(domain.address));
  expect(await reasonOf({ to: domain.address, ...colleague })).toBe("taken");
  expect(await reasonOf({ to: members.address, ...outsider })).toBe("taken");
  expect(await reasonOf({ to: members.address, ...outsider, verdict: "unverified" })).toBe(denied(members.address));
  expect(await reasonOf({ to: members.address, ...colleague })).toBe(denied(members.address));
  const two = { from: "kim@far.example, eve@far.example", reversePath: "kim@far.example" };
  expect(await reasonOf({ to: members.address, ...outsider, ...two })).toBe(denied(members.address));
  for (const list of [open, domain])
    expect(await reasonOf({ to: list.address, ...colleague, verdict: "unverified" })).toMatch(/nothing proves it/);
  expect(await reasonOf({ to: open.address, ...outsider, verdict: "failed", isJunk: true })).toMatch(/not its own/);
  expect(await reasonOf({ to: (await buildList([])).address })).toMatch(/has no members/);
  await settle();
});

test("a list that refuses what others take has its reason told by mail", async () => {
  const ann = await buildPerson();
  const { address } = await buildList([ann.address], { whoMaySend: "members" });
  await arrive({ to: [ann.address, address] });
  const away = await settle();
  expect(away.map((one) => one.to)).toEqual([["kim@far.example"]]);
  expect(away[0]?.raw.toString()).toContain(`You may not write to ${address}`);
  expect((await messagesOf(ann)).length).toBe(1);
  // Where nobody may be told, nothing is kept either: a list has no inbox.
  await arrive({ to: [ann.address, address], headers: ["Auto-Submitted: auto-generated"] });
  expect(await settle()).toEqual([]);
});

test("what comes back to a list is for those who keep it, else for the postmaster, and never for its members", async () => {
  const [ann, boss] = [await buildPerson(), await buildPerson()];
  const kept = await buildList([ann.address, "leo@far.example"], { managers: [boss.address], whoMaySend: "members" });
  await arrive({ to: kept.address, reversePath: "", from: "MAILER-DAEMON@far.example" });
  await arrive({ to: kept.address, headers: ["Auto-Submitted: auto-replied (vacation)"] });
  expect(await settle()).toEqual([]);
  expect([(await messagesOf(ann)).length, (await messagesOf(boss)).length]).toEqual([0, 2]);
  const alone = await buildList([ann.address]);
  await arrive({ to: alone.address, reversePath: "", from: "MAILER-DAEMON@far.example" });
  const [report] = await leaving();
  expect(report).toMatchObject({ to: ["postmaster@town.example"], batch: { reversePath: "" } });
});

test("a message that carries the name of the list, or has been through it, is a loop and refused", async () => {
  const { address } = await buildList(["leo@far.example"]);
  const [local] = address.split("@");
  for (const header of [
    `List-Id: "Another name" <${local?.toUpperCase()}.town.example>`,
    `Delivered-To: ${address.toUpperCase()}`,
    Array.from({ length: 51 }, (_, i) => `Received: from a${i} by b; Wed, 25 Nov 2026 10:00:00 +0000`).join("\r\n"),
  ])
    expect(await reasonOf({ to: address, headers: [header] })).toMatch(/has been sent to the members/);
  expect(await reasonOf({ to: address, headers: ["List-Id: <other.town.example>"] })).toBe("taken");
  await settle();
});

const content = (to: string) => ({
  to: [{ name: "", address: to }],
  cc: [],
  bcc: [],
  subject: "Roof",
  html: "<p>Dear all</p>",
  attachments: [],
});

test("people here write to lists by their account: the copies are signed, and people here know them for local mail", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  const { address } = await buildList([ann.address, ben.address, "leo@far.example"], { whoMaySend: "members" });
  await sendMessage(ctx, ann.actor, { content: content(address), key: newId() });
  ctx.advance(60_000);
  const away = await settle();
  expect(away).toMatchObject([
    { to: ["leo@far.example"], batch: { reversePath: address, signDomain: "town.example" } },
  ]);
  const arrived = (await messagesOf(ben)).map(({ verdict }) => verdict);
  expect(arrived).toEqual(["local"]);
  // One in Sent, and one as a member.
  expect((await messagesOf(ann)).length).toBe(2);
});

test("people here are told at once that a list does not take their mail, by browser and by program", async () => {
  const [ann, boss] = [await buildPerson(), await buildPerson()];
  const { address } = await buildList(["leo@far.example"], { whoMaySend: "members", managers: [boss.address] });
  const submit = (person: typeof ann) =>
    submitMessage(ctx, person.actor, {
      reversePath: person.address,
      recipients: [address],
      raw: Buffer.from(`From: ${person.address}\r\nSubject: Roof\r\n\r\nx`),
    });
  await expect(sendMessage(ctx, ann.actor, { content: content(address) })).rejects.toThrow("list-send-denied");
  await expect(submit(ann)).rejects.toThrow("list-send-denied");
  await submit(boss);
  expect((await settle()).map((one) => one.to)).toEqual([["leo@far.example"]]);
});

test("a list that refuses mail meanwhile is reported to whoever sent it, and a copy that fails to the managers", async () => {
  const [ann, boss] = [await buildPerson(), await buildPerson()];
  const { id, address } = await buildList([ann.address, "leo@far.example"], { managers: [boss.address] });
  await sendMessage(ctx, ann.actor, { content: content(address) });
  await ctx.db.prisma.mailList.update({ where: { id }, data: { whoMaySend: "members" } });
  await ctx.db.prisma.mailListMember.deleteMany({ where: { listId: id, address: ann.address } });
  ctx.advance(60_000);
  await settle();
  const [, report] = await messagesOf(ann);
  expect(report?.subject).toBe("Not delivered: Roof");

  await ctx.db.prisma.mailList.update({ where: { id }, data: { whoMaySend: "everyone" } });
  await ctx.db.prisma.mailListMember.updateMany({
    where: { listId: id, address: "leo@far.example" },
    data: { address: "gone@town.example" },
  });
  await arrive({ to: address });
  expect(await settle()).toEqual([]);
  expect((await messagesOf(boss)).map((one) => one.subject)).toEqual(["Not delivered: Roof"]);
});
