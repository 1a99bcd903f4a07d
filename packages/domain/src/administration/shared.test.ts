import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendingAddresses } from "../access/index.ts";
import { createAccount as makeAccount } from "../accounts/index.ts";
import { deliverMessage, listConversations, listMailboxes, resolveRecipient } from "../mail/index.ts";
import { listAccounts as listMail, listOwnShares } from "../sharing/index.ts";
import {
  createShared,
  getAccount,
  listAccounts,
  listDelegates,
  removeDelegate,
  resetPassword,
  setDelegate,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
const admin: Actor = { kind: "system", part: "cli" };
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(role: "user" | "domainAdmin" = "user", domain = "town.example") {
  const address = `s${++counter}@${domain}`;
  const { accountId } = await makeAccount(ctx, { address, name: "Person", password: "long enough pw", role });
  const actor: Actor = { kind: "user", accountId };
  return { actor, address, accountId };
}

async function buildShared() {
  const person = await buildPerson();
  const address = `info${counter}@town.example`;
  const { id } = await createShared(ctx, admin, { address, name: "Information" });
  return { person, address, id };
}

test("a shared mailbox takes mail, which its members read and answer in its name; nobody signs in to it", async () => {
  const { person, address, id } = await buildShared();
  expect(await getAccount(ctx, admin, { id })).toMatchObject({ isShared: true, address, name: "Information" });
  expect((await listAccounts(ctx, admin, { text: address })).items).toMatchObject([{ id, isShared: true }]);
  await expect(resetPassword(ctx, admin, { id, password: "a long enough password" })).rejects.toThrow("account-shared");
  await setDelegate(ctx, admin, { id, address: person.address, role: "write", canSendAs: true });
  const { spaceId } = await resolveRecipient(ctx, address);
  const raw = Buffer.from(`From: x@far.example\r\nTo: ${address}\r\nSubject: Opening hours\r\n\r\nWhen?`);
  await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  const accounts = await listMail(ctx, person.actor);
  expect(accounts[1]).toMatchObject({ id, kind: "shared", isWhole: true, canSendAs: true });
  const inbox = (await listMailboxes(ctx, person.actor, { spaceId })).find((mailbox) => mailbox.role === "inbox");
  const { items } = await listConversations(ctx, person.actor, { mailboxId: inbox?.id });
  expect(items).toMatchObject([{ subject: "Opening hours" }]);
  expect(await sendingAddresses(ctx, person.actor)).toEqual([person.address, address]);
});

test("members are listed, changed and removed, and each leaves a line in the log", async () => {
  const { person, id } = await buildShared();
  await setDelegate(ctx, admin, { id, address: person.address, role: "read" });
  await setDelegate(ctx, admin, { id, address: person.address, role: "manage", sentCopy: "owner" });
  const delegates = await listDelegates(ctx, admin, { id });
  expect(delegates).toMatchObject([{ role: "manage", sentCopy: "owner", state: "accepted" }]);
  await removeDelegate(ctx, admin, { id, shareId: delegates[0]?.id ?? "" });
  expect([await listDelegates(ctx, admin, { id }), (await listMail(ctx, person.actor)).length]).toEqual([[], 1]);
  await expect(removeDelegate(ctx, admin, { id, shareId: delegates[0]?.id ?? "" })).rejects.toThrow("share-unknown");
  const lines = await ctx.db.prisma.auditEvent.findMany({ where: { objectId: id }, orderBy: { at: "asc" } });
  expect(lines.map((line) => line.action)).toEqual(
    expect.arrayContaining(["account.create", "account.delegate", "account.delegate-end"]),
  );
});

test("a person sees who was let into their mailbox", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  await setDelegate(ctx, admin, { id: ann.accountId, address: ben.address, role: null, canSendOnBehalf: true });
  expect(await listOwnShares(ctx, ann.actor)).toMatchObject([
    { person: { address: ben.address }, canSendOnBehalf: true },
  ]);
  await expect(setDelegate(ctx, admin, { id: ann.accountId, address: ann.address, role: "read" })).rejects.toThrow(
    "share-with-owner",
  );
});

test("only administrators of the domain may", async () => {
  const { person, id } = await buildShared();
  const [member, foreign] = [await buildPerson(), await buildPerson("domainAdmin", "else.example")];
  for (const [who, why] of [
    [person.actor, "admin-needed"],
    [foreign.actor, "account-unknown"],
  ] as const) {
    await expect(listDelegates(ctx, who, { id })).rejects.toThrow(why);
    await expect(setDelegate(ctx, who, { id, address: member.address, role: "read" })).rejects.toThrow(why);
    await expect(removeDelegate(ctx, who, { id, shareId: id })).rejects.toThrow(why);
  }
  for (const who of [person.actor, foreign.actor])
    await expect(createShared(ctx, who, { address: "new@town.example", name: "" })).rejects.toThrow("admin-needed");
  const own = await createShared(ctx, foreign.actor, { address: "desk@else.example", name: "" });
  expect(await getAccount(ctx, admin, own)).toMatchObject({ name: "desk" });
});
