import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessMailbox, type MailboxRight } from "../access/index.ts";
import { createAccount } from "../accounts/index.ts";
import {
  conversationChanges,
  createMailbox,
  getConversation,
  listConversations,
  listMailboxes,
  removeMailbox,
} from "../mail/index.ts";
import {
  acceptShare,
  changeLook,
  changeShare,
  declineShare,
  endShares,
  getOffer,
  listAccounts,
  listOffers,
  listOwnShares,
  listShares,
  resendShare,
  restoreShare,
  revokeShare,
  share,
  type ShareInput,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(name: string, domain = "town.example") {
  const address = `${name.toLowerCase()}${++counter}@${domain}`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const mailboxes = await listMailboxes(ctx, actor);
  const inbox = mailboxes.find((mailbox) => mailbox.role === "inbox")?.id ?? "";
  return { actor, accountId, spaceId, address, inbox };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

async function buildPair() {
  const [ann, ben] = [await buildPerson("Ann"), await buildPerson("Ben")];
  const folder = await createMailbox(ctx, ann.actor, { name: "Project", parentId: null });
  return { ann, ben, folder: folder.id };
}

const shareFolder = (owner: Person, to: Person, folder: string, terms: Partial<ShareInput> = {}) =>
  share(ctx, owner.actor, {
    object: { kind: "mailbox", id: folder },
    with: { address: to.address },
    role: "read",
    ...terms,
  });
const may = (who: Person, id: string, need: MailboxRight = "read") =>
  accessMailbox(ctx, who.actor, id, need).then(
    () => true,
    () => false,
  );
const mailOf = async ({ actor, inbox }: Person) =>
  (await listConversations(ctx, actor, { mailboxId: inbox })).items.map((row) => row.subject);
const modseqOf = async ({ spaceId }: Person) =>
  String((await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: spaceId } })).modseq);

test("what is shared is offered by mail, gives nothing before it is accepted, and then gives its role", async () => {
  const { ann, ben, folder } = await buildPair();
  const before = await modseqOf(ben);
  const { id } = await shareFolder(ann, ben, folder, { role: "write", note: "For the audit" });
  expect(await may(ben, folder)).toBe(false);
  expect(await mailOf(ben)).toEqual(["Ann shares “Project” with you"]);
  expect((await conversationChanges(ctx, ben.actor, { since: before })).haveSharesChanged).toBe(true);
  expect(await getOffer(ctx, ben.actor, { id })).toMatchObject({
    state: "pending",
    role: "write",
    note: "For the audit",
    object: { kind: "mailbox", name: "Project" },
    owner: { name: "Ann", address: ann.address },
  });
  await acceptShare(ctx, ben.actor, { id, name: "Ann’s project", tint: 4 });
  expect([await may(ben, folder, "write"), await may(ben, folder, "manage")]).toEqual([true, false]);
  expect(await listOffers(ctx, ben.actor)).toMatchObject([{ state: "accepted", ownName: "Ann’s project", tint: 4 }]);
  await changeLook(ctx, ben.actor, { id, name: null });
  expect(await listOffers(ctx, ben.actor)).toMatchObject([{ ownName: null, tint: 4 }]);
  expect(await listShares(ctx, ann.actor, { object: { kind: "mailbox", id: folder } })).toMatchObject([
    { state: "accepted", person: { name: "Ben", address: ben.address }, role: "write", canChange: true },
  ]);
  const accounts = await listAccounts(ctx, ben.actor);
  expect(accounts).toMatchObject([
    { id: ben.accountId, kind: "own", isWhole: true },
    { id: ann.accountId, kind: "person", isWhole: false, folders: [{ mailboxId: folder }] },
  ]);
  expect(await listMailboxes(ctx, ben.actor, { spaceId: ann.spaceId })).toMatchObject([{ id: folder }]);
});

test("a declined share gives nothing, tells why, and can be offered again", async () => {
  const { ann, ben, folder } = await buildPair();
  const { id } = await shareFolder(ann, ben, folder);
  await declineShare(ctx, ben.actor, { id, note: "Wrong Ben" });
  expect(await may(ben, folder)).toBe(false);
  expect(await mailOf(ann)).toEqual(["Ben does not need “Project”"]);
  expect(await listOwnShares(ctx, ann.actor)).toMatchObject([{ state: "declined" }]);
  await shareFolder(ann, ben, folder);
  expect(await listOffers(ctx, ben.actor)).toMatchObject([{ id, state: "pending" }]);
  expect(await mailOf(ben)).toHaveLength(2);
});

test("a share that is taken back ends at once, and can be put back with its answer", async () => {
  const { ann, ben, folder } = await buildPair();
  const { id } = await shareFolder(ann, ben, folder);
  await acceptShare(ctx, ben.actor, { id });
  const before = await modseqOf(ben);
  await revokeShare(ctx, ann.actor, { id, note: "Thank you" });
  expect([await may(ben, folder), (await listAccounts(ctx, ben.actor)).length]).toEqual([false, 1]);
  expect((await conversationChanges(ctx, ben.actor, { since: before })).haveSharesChanged).toBe(true);
  expect(await mailOf(ben)).toContain("“Project” is no longer shared with you");
  await restoreShare(ctx, ann.actor, { id });
  expect(await may(ben, folder)).toBe(true);
  await revokeShare(ctx, ann.actor, { id });
  ctx.advance(3_700_000);
  await expect(restoreShare(ctx, ann.actor, { id })).rejects.toThrow("undo-too-late");
  const after = await modseqOf(ben);
  await endShares(ctx);
  expect(await ctx.db.prisma.grant.count({ where: { id } })).toBe(0);
  const since = String(BigInt(after) - 1n);
  expect((await conversationChanges(ctx, ben.actor, { since })).haveSharesChanged).toBe(true);
});

test("a share ends with its time, and whoever holds it hears of it", async () => {
  const { ann, ben, folder } = await buildPair();
  const expiresAt = new Date(ctx.clock.now().getTime() + 3_600_000).toISOString();
  const { id } = await shareFolder(ann, ben, folder, { expiresAt });
  await acceptShare(ctx, ben.actor, { id });
  ctx.advance(3_600_001);
  expect(await may(ben, folder)).toBe(false);
  const before = await modseqOf(ben);
  await endShares(ctx);
  expect((await conversationChanges(ctx, ben.actor, { since: before })).haveSharesChanged).toBe(true);
  await expect(shareFolder(ann, ben, folder, { expiresAt })).rejects.toThrow("share-end-invalid");
});

test("who manages shares on, never more and never longer, and it falls with their own", async () => {
  const { ann, ben, folder } = await buildPair();
  const cid = await buildPerson("Cid");
  const expiresAt = new Date(ctx.clock.now().getTime() + 86_400_000).toISOString();
  const { id } = await shareFolder(ann, ben, folder, { role: "manage", expiresAt });
  await acceptShare(ctx, ben.actor, { id });
  const { id: second } = await shareFolder(ben, cid, folder, { role: "write" });
  await acceptShare(ctx, cid.actor, { id: second });
  expect(await listOffers(ctx, cid.actor)).toMatchObject([{ byName: "Ben", owner: { name: "Ann" }, expiresAt }]);
  expect(await listOwnShares(ctx, ben.actor)).toMatchObject([{ id: second, canChange: true }]);
  await expect(changeShare(ctx, ben.actor, { id, role: "read" })).rejects.toThrow("share-not-yours");
  await expect(revokeShare(ctx, cid.actor, { id: second })).rejects.toThrow("share-right-missing");
  await changeShare(ctx, ann.actor, { id, role: "read", expiresAt });
  expect([await may(cid, folder), await may(cid, folder, "write")]).toEqual([true, false]);
  await expect(shareFolder(ben, cid, folder)).rejects.toThrow("share-right-missing");
  await revokeShare(ctx, ann.actor, { id });
  expect([await may(ben, folder), await may(cid, folder)]).toEqual([false, false]);
  await restoreShare(ctx, ann.actor, { id });
  expect([await may(ben, folder), await may(cid, folder)]).toEqual([true, true]);
});

test("giving back what one shared on ends that too", async () => {
  const { ann, ben, folder } = await buildPair();
  const cid = await buildPerson("Cid");
  const { id } = await shareFolder(ann, ben, folder, { role: "manage" });
  await acceptShare(ctx, ben.actor, { id });
  const { id: second } = await shareFolder(ben, cid, folder);
  await acceptShare(ctx, cid.actor, { id: second });
  expect(await may(cid, folder)).toBe(true);
  await declineShare(ctx, ben.actor, { id });
  expect(await may(cid, folder)).toBe(false);
});

test("everybody of the domain may take what is for everybody, and nobody else", async () => {
  const [ann, ben] = [await buildPerson("Ann", "hall.example"), await buildPerson("Ben", "hall.example")];
  const eve = await buildPerson("Eve", "else.example");
  const { id: folder } = await createMailbox(ctx, ann.actor, { name: "Minutes", parentId: null });
  const object = { kind: "mailbox", id: folder } as const;
  const { id } = await share(ctx, ann.actor, { object, with: { everybody: true }, role: "read" });
  expect(await listOffers(ctx, ben.actor)).toMatchObject([{ id, isForEverybody: true, state: "pending" }]);
  await acceptShare(ctx, ben.actor, { id });
  expect(await may(ben, folder)).toBe(true);
  await expect(acceptShare(ctx, eve.actor, { id })).rejects.toThrow("not-found");
  expect(await listShares(ctx, ann.actor, { object })).toMatchObject([{ domain: "hall.example", acceptedCount: 1 }]);
});

test("a whole account is shared with its folders, and with names to send in", async () => {
  const { ann, ben } = await buildPair();
  const object = { kind: "account", id: ann.accountId } as const;
  const { id } = await share(ctx, ann.actor, {
    object,
    with: { address: ben.address },
    role: "write",
    canSendAs: true,
  });
  await acceptShare(ctx, ben.actor, { id, name: "Boss" });
  expect((await listAccounts(ctx, ben.actor))[1]).toMatchObject({
    name: "Boss",
    isWhole: true,
    canSendAs: true,
    canSendOnBehalf: false,
  });
  expect(await listMailboxes(ctx, ben.actor, { spaceId: ann.spaceId })).toHaveLength(7);
  expect((await listConversations(ctx, ben.actor, { view: "all", spaceId: ann.spaceId })).items).toEqual([]);
});

test("a folder that is removed takes its shares along", async () => {
  const { ann, ben, folder } = await buildPair();
  const { id } = await shareFolder(ann, ben, folder);
  await acceptShare(ctx, ben.actor, { id });
  const before = await modseqOf(ben);
  await removeMailbox(ctx, ann.actor, { id: folder });
  expect(await listOffers(ctx, ben.actor)).toEqual([]);
  expect((await conversationChanges(ctx, ben.actor, { since: before })).haveSharesChanged).toBe(true);
});

test("strangers and mere readers can neither see, share, change nor take back", async () => {
  const { ann, ben, folder } = await buildPair();
  const eve = await buildPerson("Eve");
  const object = { kind: "mailbox", id: folder } as const;
  const { id } = await shareFolder(ann, ben, folder);
  await acceptShare(ctx, ben.actor, { id });
  for (const [who, why] of [
    [eve, "not-found"],
    [ben, "share-right-missing"],
  ] as const) {
    await expect(listShares(ctx, who.actor, { object })).rejects.toThrow(why);
    await expect(shareFolder(who, eve, folder)).rejects.toThrow(why);
    await expect(changeShare(ctx, who.actor, { id, role: "manage" })).rejects.toThrow(why);
    await expect(revokeShare(ctx, who.actor, { id })).rejects.toThrow(why);
    await expect(restoreShare(ctx, who.actor, { id })).rejects.toThrow(why);
    await expect(resendShare(ctx, who.actor, { id })).rejects.toThrow(why);
  }
  for (const attempt of [
    () => getOffer(ctx, eve.actor, { id }),
    () => acceptShare(ctx, eve.actor, { id }),
    () => declineShare(ctx, eve.actor, { id }),
    () => changeLook(ctx, eve.actor, { id, name: "x" }),
    () =>
      share(ctx, eve.actor, {
        object: { kind: "account", id: ann.accountId },
        with: { address: eve.address },
        role: "read",
      }),
    () => listConversations(ctx, eve.actor, { mailboxId: folder }),
    () => listMailboxes(ctx, eve.actor, { spaceId: ann.spaceId }),
    () => conversationChanges(ctx, eve.actor, { since: "0", spaceId: ann.spaceId }),
    () => getConversation(ctx, eve.actor, { id: folder }),
  ])
    await expect(attempt()).rejects.toThrow("not-found");
  await expect(shareFolder(ann, ann, folder)).rejects.toThrow("share-with-owner");
  await expect(shareFolder(ann, { ...eve, address: "nobody@town.example" }, folder)).rejects.toThrow(
    "share-person-unknown",
  );
  await expect(shareFolder(ann, eve, folder, { canSendAs: true })).rejects.toThrow("share-terms-invalid");
});

test("an offer is sent again while it waits, and not after", async () => {
  const { ann, ben, folder } = await buildPair();
  const { id } = await shareFolder(ann, ben, folder);
  await resendShare(ctx, ann.actor, { id });
  expect(await mailOf(ben)).toHaveLength(2);
  await acceptShare(ctx, ben.actor, { id });
  await expect(resendShare(ctx, ann.actor, { id })).rejects.toThrow("share-accepted-already");
});
