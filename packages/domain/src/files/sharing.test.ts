import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listNotices } from "../notices/index.ts";
import {
  endShares,
  changeShare,
  declineShare,
  listShares,
  restoreShare,
  revokeShare,
  share,
} from "../sharing/index.ts";
import {
  createFolder,
  describeNode,
  getNode,
  listFolder,
  listView,
  nodeChanges,
  renameNode,
  starNodes,
  trashNodes,
} from "./index.ts";
import { addMembers, createList, deleteList, removeMembers } from "../lists/index.ts";
import { buildFile, buildPerson } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

type Person = Awaited<ReturnType<typeof buildPerson>>;
const addressOf = async ({ accountId }: Person) =>
  (await ctx.db.prisma.address.findFirstOrThrow({ where: { accountId }, include: { domain: true } })).local +
  "@town.example";

/** Ann has a folder with a file; Ben and Cem are there too. */
async function people() {
  const [ann, ben, cem] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const fileId = await buildFile(ctx, ann.actor, { parentId: folderId, name: "Offer.txt" });
  return { ann, ben, cem, folderId, fileId };
}

const give = async (from: Person, to: Person, id: string, terms: object = {}) =>
  share(ctx, from.actor, {
    object: { kind: "node", id },
    with: { address: await addressOf(to) },
    role: "read",
    ...terms,
  });
const namesIn = async (person: Person, view: "shared" | "given" | "starred") =>
  (await listView(ctx, person.actor, { view })).nodes.map((node) => node.name);

test("who is shared with is told under the bell, once for each time it is new to them", async () => {
  const { ann, ben, cem, folderId } = await people();
  await give(ann, ben, folderId);
  const told = async () => (await listNotices(ctx, ben.actor)).filter((one) => one.kind === "file-shared");
  const { name: person } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: ann.accountId } });
  expect(await told()).toMatchObject([{ params: { name: "Roof", person }, link: "/files/shared" }]);
  // Other terms of the same are nothing new.
  await give(ann, ben, folderId, { role: "write" });
  expect(await told()).toHaveLength(1);
  expect(await listNotices(ctx, cem.actor)).toEqual([]);
});

test("a folder that is shared is there at once, with a mail, its way from itself down, and what may be done", async () => {
  const { ann, ben, cem, folderId, fileId } = await people();
  await give(ann, ben, folderId, { note: "Please look" });
  expect(await namesIn(ben, "shared")).toEqual(["Roof"]);
  expect(await namesIn(ann, "given")).toEqual(["Roof"]);
  expect(await namesIn(cem, "shared")).toEqual([]);
  const { nodes, folder } = await listFolder(ctx, ben.actor, { id: folderId });
  expect(folder).toMatchObject({ name: "Roof", isOwn: false, canWrite: false, path: [] });
  expect(nodes).toMatchObject([
    { id: fileId, isOwn: false, access: "read", owner: { id: ann.accountId }, grantId: null },
  ]);
  const inner = await createFolder(ctx, ann.actor, { parentId: folderId, name: "Plans" });
  expect((await listFolder(ctx, ben.actor, { id: inner.id })).folder.path).toEqual([{ id: folderId, name: "Roof" }]);
  const mails = await ctx.db.prisma.message.findMany({ where: { spaceId: ben.spaceId }, select: { subject: true } });
  expect(mails).toEqual([{ subject: expect.stringContaining("“Roof” with you") }]);
  await expect(listFolder(ctx, cem.actor, { id: folderId })).rejects.toMatchObject({ reason: "node-unknown" });
});

test("who may look changes nothing, who may change works in it but does not take it away", async () => {
  const { ann, ben, folderId, fileId } = await people();
  const { id } = await give(ann, ben, folderId);
  const refused = { reason: "share-right-missing" };
  await expect(renameNode(ctx, ben.actor, { id: fileId, name: "Mine" })).rejects.toMatchObject(refused);
  await expect(createFolder(ctx, ben.actor, { parentId: folderId, name: "New" })).rejects.toMatchObject(refused);
  await expect(give(ben, ann, folderId)).rejects.toMatchObject(refused);
  await changeShare(ctx, ann.actor, { id, role: "write" });
  await renameNode(ctx, ben.actor, { id: fileId, name: "Better offer.txt" });
  await describeNode(ctx, ben.actor, { id: fileId, description: "The third" });
  await createFolder(ctx, ben.actor, { parentId: folderId, name: "New" });
  await trashNodes(ctx, ben.actor, { ids: [fileId] });
  await expect(trashNodes(ctx, ben.actor, { ids: [folderId] })).rejects.toMatchObject(refused);
  expect((await listView(ctx, ann.actor, { view: "trash" })).nodes.map((node) => node.id)).toContain(fileId);
});

test("who may comment changes nothing, and has that from whoever may change and share", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { id } = await give(ann, ben, fileId, { role: "manage" });
  await give(ben, cem, fileId, { role: "comment" });
  const seen = async () => (await getNode(ctx, cem.actor, { id: fileId })).access;
  expect(await seen()).toBe("comment");
  const given = await listShares(ctx, ann.actor, { object: { kind: "node", id: fileId } });
  expect(given.map((one) => one.role)).toEqual(["manage", "comment"]);
  await expect(describeNode(ctx, cem.actor, { id: fileId, description: "x" })).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  await changeShare(ctx, ann.actor, { id, role: "write" });
  expect(await seen()).toBe("comment");
  await changeShare(ctx, ann.actor, { id, role: "manage" });
  await changeShare(ctx, ann.actor, { id, role: "read" });
  expect(await seen()).toBe("read");
});

test("what was shared to be changed is commented on still when its sharer may only comment", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { id } = await give(ann, ben, fileId, { role: "manage" });
  await give(ben, cem, fileId, { role: "write" });
  await changeShare(ctx, ann.actor, { id, role: "comment" });
  expect((await getNode(ctx, cem.actor, { id: fileId })).access).toBe("comment");
  await expect(give(ben, cem, fileId, { role: "comment" })).rejects.toMatchObject({ reason: "share-right-missing" });
});

test("mail is not shared to be commented on", async () => {
  const { ann, ben } = await people();
  const inbox = await ctx.db.prisma.mailbox.findFirstOrThrow({ where: { spaceId: ann.spaceId, role: "inbox" } });
  const shared = share(ctx, ann.actor, {
    object: { kind: "mailbox", id: inbox.id },
    with: { address: await addressOf(ben) },
    role: "comment",
  });
  await expect(shared).rejects.toMatchObject({ kind: "invalid", reason: "share-terms-invalid" });
});

test("who may share shares on no more than they have, and what is lessened or taken back is so for all after them", async () => {
  const { ann, ben, cem, folderId, fileId } = await people();
  const { id } = await give(ann, ben, folderId, { role: "manage" });
  await give(ben, cem, fileId, { role: "write" });
  expect(await namesIn(cem, "shared")).toEqual(["Offer.txt"]);
  const given = await listShares(ctx, ann.actor, { object: { kind: "node", id: fileId } });
  expect(given.map((one) => [one.object.name, one.role])).toEqual([
    ["Offer.txt", "write"],
    ["Roof", "manage"],
  ]);
  await changeShare(ctx, ann.actor, { id, role: "read" });
  await expect(renameNode(ctx, cem.actor, { id: fileId, name: "x" })).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  await revokeShare(ctx, ann.actor, { id });
  expect([await namesIn(ben, "shared"), await namesIn(cem, "shared"), await namesIn(ann, "given")]).toEqual([
    [],
    [],
    [],
  ]);
  await restoreShare(ctx, ann.actor, { id });
  expect([await namesIn(ben, "shared"), await namesIn(cem, "shared")]).toEqual([["Roof"], ["Offer.txt"]]);
});

test("a share ends at its time, and with the account that gave it", async () => {
  const { ann, ben, folderId } = await people();
  const end = new Date(ctx.clock.now().getTime() + 60_000).toISOString();
  await give(ann, ben, folderId, { expiresAt: end });
  expect(await namesIn(ben, "shared")).toEqual(["Roof"]);
  ctx.advance(61_000);
  expect(await namesIn(ben, "shared")).toEqual([]);
  await endShares(ctx);
  const ends = async () =>
    (await listNotices(ctx, ben.actor)).flatMap((one) => (one.kind === "file-unshared" ? [one.params] : []));
  expect(await ends()).toEqual([{ name: "Roof" }]);
  await endShares(ctx);
  expect(await ends()).toHaveLength(1);
  await give(ann, ben, folderId);
  await ctx.db.prisma.account.update({ where: { id: ann.accountId }, data: { state: "closed" } });
  expect(await namesIn(ben, "shared")).toEqual([]);
});

test("what is given back is gone until it is given anew; a star on it is one's own", async () => {
  const { ann, ben, folderId, fileId } = await people();
  await give(ann, ben, folderId);
  await starNodes(ctx, ben.actor, { ids: [fileId], isStarred: true });
  expect([await namesIn(ben, "starred"), await namesIn(ann, "starred")]).toEqual([["Offer.txt"], []]);
  const [node] = (await listView(ctx, ben.actor, { view: "shared" })).nodes;
  await declineShare(ctx, ben.actor, { id: node?.grantId ?? "" });
  expect([await namesIn(ben, "shared"), await namesIn(ben, "starred")]).toEqual([[], []]);
  await give(ann, ben, folderId);
  expect(await namesIn(ben, "shared")).toEqual(["Roof"]);
});

test("whoever follows hears of what others share, change and take back", async () => {
  const { ann, ben, folderId, fileId } = await people();
  const stamp = async () => (await nodeChanges(ctx, ben.actor, { since: "0" })).sharedStamp;
  const seen = [await stamp()];
  const { id } = await give(ann, ben, folderId);
  seen.push(await stamp());
  await renameNode(ctx, ann.actor, { id: fileId, name: "Third offer.txt" });
  seen.push(await stamp());
  expect(new Set(seen).size).toBe(3);
  await revokeShare(ctx, ann.actor, { id });
  expect(await stamp()).toBe(seen[0]);
});

test("a home is not shared, nor is anything with oneself or with everybody, nor by a stranger", async () => {
  const { ann, ben, cem, folderId } = await people();
  const home = (await listFolder(ctx, ann.actor, { id: null })).folder.id;
  await expect(give(ann, ben, home)).rejects.toMatchObject({ reason: "node-home-fixed" });
  await expect(give(ann, ann, folderId)).rejects.toMatchObject({ reason: "share-with-owner" });
  await expect(give(cem, ben, folderId)).rejects.toMatchObject({ reason: "node-unknown" });
  const everybody = {
    object: { kind: "node" as const, id: folderId },
    with: { everybody: true as const },
    role: "read" as const,
  };
  await expect(share(ctx, ann.actor, everybody)).rejects.toMatchObject({ reason: "share-terms-invalid" });
});

test("what is shared with a list is there for whoever is in it, through lists in it too, while they are", async () => {
  const { ann, ben, cem, folderId, fileId } = await people();
  const dan = await buildPerson(ctx);
  const cli = { kind: "system", part: "cli" } as const;
  const [council, board] = [`council-${folderId}@town.example`, `board-${folderId}@town.example`];
  const { id: councilId } = await createList(ctx, cli, { address: council, name: "Council" });
  const { id: boardId } = await createList(ctx, cli, { address: board, name: "Board" });
  await addMembers(ctx, cli, { id: councilId, addresses: [await addressOf(ben), await addressOf(ann)], as: "member" });
  await addMembers(ctx, cli, { id: councilId, addresses: [board], as: "member" });
  const object = { kind: "node", id: folderId } as const;
  const { id } = await share(ctx, ann.actor, { object, with: { address: council }, role: "manage" });
  expect(await namesIn(ben, "shared")).toEqual(["Roof"]);
  expect(await namesIn(ann, "shared")).toEqual([]);
  expect(await listShares(ctx, ann.actor, { object })).toMatchObject([
    { id, person: null, list: { name: "Council", address: council }, acceptedCount: 1, canChange: true },
  ]);
  expect(await ctx.db.prisma.message.count({ where: { spaceId: ben.spaceId } })).toBe(1);
  expect(await listNotices(ctx, ben.actor)).toMatchObject([{ kind: "file-shared", params: { name: "Roof" } }]);
  // Who comes later has it too, and who came through a list in the list.
  await addMembers(ctx, cli, { id: boardId, addresses: [await addressOf(cem)], as: "member" });
  expect(await namesIn(cem, "shared")).toEqual(["Roof"]);
  await share(ctx, cem.actor, {
    object: { kind: "node", id: fileId },
    with: { address: await addressOf(dan) },
    role: "read",
  });
  expect(await namesIn(dan, "shared")).toEqual(["Offer.txt"]);
  const stamp = async () => (await nodeChanges(ctx, cem.actor, { since: "0" })).sharedStamp;
  const modseq = async () => (await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: cem.spaceId } })).modseq;
  const before = [await stamp(), await modseq()] as const;
  await removeMembers(ctx, cli, { id: boardId, addresses: [await addressOf(cem)], as: "member" });
  expect(await namesIn(cem, "shared")).toEqual([]);
  expect([(await stamp()) === before[0], (await modseq()) > before[1]]).toEqual([false, true]);
  await expect(listFolder(ctx, cem.actor, { id: folderId })).rejects.toMatchObject({ reason: "node-unknown" });
  // What somebody shared on leaves with them.
  expect(await namesIn(dan, "shared")).toEqual([]);
  await declineShare(ctx, ben.actor, { id });
  expect(await namesIn(ben, "shared")).toEqual([]);
  await addMembers(ctx, cli, { id: councilId, addresses: [await addressOf(dan)], as: "member" });
  expect(await namesIn(dan, "shared")).toEqual(["Roof"]);
  await deleteList(ctx, cli, { id: councilId });
  expect(await namesIn(dan, "shared")).toEqual([]);
  expect(await listShares(ctx, ann.actor, { object })).toEqual([]);
});

test("rights end with the membership also when nothing followed it, and the server's job catches up", async () => {
  const { ann, ben, cem, folderId } = await people();
  const cli = { kind: "system", part: "cli" } as const;
  const address = `late-${folderId}@town.example`;
  const { id: listId } = await createList(ctx, cli, { address });
  await addMembers(ctx, cli, { id: listId, addresses: [await addressOf(ben)], as: "member" });
  await share(ctx, ann.actor, { object: { kind: "node", id: folderId }, with: { address }, role: "write" });
  await ctx.db.prisma.mailListMember.updateMany({ where: { listId }, data: { accountId: cem.accountId } });
  expect(await namesIn(ben, "shared")).toEqual([]);
  expect(await namesIn(cem, "shared")).toEqual([]);
  await endShares(ctx);
  expect(await namesIn(cem, "shared")).toEqual(["Roof"]);
  expect(await ctx.db.prisma.holding.count({ where: { accountId: ben.accountId } })).toBe(0);
});
