import { createAccount } from "../accounts/index.ts";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { searchFiles } from "../file-search/index.ts";
import {
  createFolder,
  createLink,
  deleteNodes,
  emptyTrash,
  enterLink,
  giveUpOldTrash,
  listFolder,
  listView,
  moveNodes,
  nodeChanges,
  openLinkNode,
  putSmallFile,
  restoreNodes,
  trashNodes,
} from "../files/index.ts";
import { ownStorage } from "../quota/index.ts";
import { writeSetting } from "../settings/index.ts";
import { changeShare, declineShare, listShares, revokeShare, share } from "../sharing/index.ts";
import {
  createTeam,
  getTeam,
  listAllTeams,
  listTeams,
  nameManager,
  renameTeam,
  setMakers,
  setTeamQuota,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const cli: Actor = { kind: "system", part: "cli" };

async function buildPerson(more: { role?: "admin" | "domainAdmin"; domain?: string } = {}) {
  const address = `t${++counter}@${more.domain ?? "team.example"}`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: `Person ${counter}`,
    password: "long enough pw",
    ...more,
  });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

const put = async (person: Person, parentId: string | null, name: string, text = name) => {
  const data = Buffer.from(text);
  return (await putSmallFile(ctx, person.actor, { parentId, name, sizeBytes: data.length, whenTaken: "replace", data }))
    .nodeId;
};
const add = (by: Person, to: Person, id: string, role: "read" | "write" | "manage") =>
  share(ctx, by.actor, { object: { kind: "node", id }, with: { address: to.address }, role });
const close = (person: Person) =>
  ctx.db.prisma.account.update({ where: { id: person.accountId }, data: { state: "closed" } });
const teamsOf = async (person: Person) =>
  (await listTeams(ctx, person.actor)).teams.map(({ name, access }) => [name, access]);

/** Ann runs a team folder in which Ben works and Cem looks; Eve is in no team. */
async function team() {
  const [ann, ben, cem, eve] = [
    await buildPerson({ role: "admin" }),
    await buildPerson(),
    await buildPerson(),
    await buildPerson(),
  ];
  const { id } = await createTeam(ctx, ann.actor, { name: "Roof works" });
  await add(ann, ben, id, "write");
  await add(ann, cem, id, "read");
  return { ann, ben, cem, eve, id };
}

test("members see the team's folder among their team folders, and nobody else does", async () => {
  const { ann, ben, cem, eve, id } = await team();
  const fileId = await put(ben, id, "Offer.txt");
  expect(await teamsOf(ann)).toEqual([["Roof works", "manage"]]);
  expect(await teamsOf(ben)).toEqual([["Roof works", "write"]]);
  expect(await teamsOf(cem)).toEqual([["Roof works", "read"]]);
  expect(await teamsOf(eve)).toEqual([]);
  const { folder, nodes } = await listFolder(ctx, cem.actor, { id });
  expect(folder).toMatchObject({ teamId: id, isHome: false, isOwn: false, canWrite: false, path: [] });
  expect(nodes).toMatchObject([{ id: fileId, owner: null, team: { id, name: "Roof works" }, access: "read" }]);
  expect((await listView(ctx, ben.actor, { view: "shared" })).total).toBe(0);
  await expect(put(cem, id, "Mine.txt")).rejects.toMatchObject({ reason: "share-right-missing" });
  await expect(listFolder(ctx, eve.actor, { id })).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(getTeam(ctx, eve.actor, { id })).rejects.toMatchObject({ reason: "node-unknown" });
  const { id: own } = await createFolder(ctx, ann.actor, { parentId: null, name: "No team" });
  await expect(getTeam(ctx, ann.actor, { id: own })).rejects.toMatchObject({ reason: "team-unknown" });
  const mails = await ctx.db.prisma.message.findMany({ where: { spaceId: ben.spaceId }, select: { subject: true } });
  expect(mails).toEqual([{ subject: expect.stringContaining("added you to the team folder “Roof works”") }]);
});

test("administrators make team folders, and others where the settings say so", async () => {
  const [ann, boss] = [
    await buildPerson({ domain: "hill.example" }),
    await buildPerson({ domain: "hill.example", role: "domainAdmin" }),
  ];
  await expect(createTeam(ctx, ann.actor, { name: "Mine" })).rejects.toMatchObject({ reason: "team-not-allowed" });
  await expect(setMakers(ctx, ann.actor, { by: "everybody" })).rejects.toMatchObject({ reason: "admin-needed" });
  expect((await listTeams(ctx, ann.actor)).canCreate).toBe(false);
  await setMakers(ctx, boss.actor, { by: "everybody" });
  expect((await listTeams(ctx, ann.actor)).canCreate).toBe(true);
  await createTeam(ctx, ann.actor, { name: "Mine" });
  expect(await teamsOf(ann)).toEqual([["Mine", "manage"]]);
  const other = await buildPerson();
  await expect(createTeam(ctx, other.actor, { name: "Mine" })).rejects.toMatchObject({ reason: "team-not-allowed" });
});

test("what is in it counts for the team and not for who brought it, up to what managers and settings allow", async () => {
  const { ann, ben, id } = await team();
  const before = await ownStorage(ctx, ben.actor);
  await put(ben, id, "Long.txt", "x".repeat(1000));
  expect(await ownStorage(ctx, ben.actor)).toEqual(before);
  expect(await getTeam(ctx, ben.actor, { id })).toMatchObject({ usedBytes: 1000, quotaBytes: null });
  await expect(setTeamQuota(ctx, ben.actor, { id, quotaBytes: 1 })).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  await setTeamQuota(ctx, ann.actor, { id, quotaBytes: 1500 });
  await expect(put(ben, id, "More.txt", "y".repeat(501))).rejects.toMatchObject({ kind: "over-quota" });
  await put(ben, id, "Less.txt", "y".repeat(500));
  await setTeamQuota(ctx, ann.actor, { id, quotaBytes: 0 });
  await put(ben, id, "More.txt", "y".repeat(501));
  await writeSetting(ctx, { scope: "global" }, "files.teamQuotaBytes", 1800);
  await setTeamQuota(ctx, ann.actor, { id, quotaBytes: 5000 });
  expect(await getTeam(ctx, ben.actor, { id })).toMatchObject({ quotaBytes: 1800 });
  await writeSetting(ctx, { scope: "global" }, "files.teamQuotaBytes", null);
  // What a domain keeps holds for its teams: the quota of accounts does not.
  await writeSetting(ctx, { scope: "global" }, "account.quotaBytes", 10);
  await put(ben, id, "Again.txt", "z".repeat(50));
  await writeSetting(ctx, { scope: "global" }, "account.quotaBytes", null);
});

test("it has a trash of its own, which those who work in it bring back from, and managers alone empty", async () => {
  const { ann, ben, cem, id } = await team();
  const [one, two] = [await put(ben, id, "One.txt"), await put(ann, id, "Two.txt")];
  await trashNodes(ctx, ben.actor, { ids: [one, two] });
  const trash = async (person: Person) =>
    (await listView(ctx, person.actor, { view: "trash", teamId: id })).nodes.map((node) => node.name);
  expect((await trash(ben)).toSorted()).toEqual(["One.txt", "Two.txt"]);
  expect((await listView(ctx, ben.actor, { view: "trash" })).total).toBe(0);
  await expect(trash(cem)).rejects.toMatchObject({ reason: "share-right-missing" });
  await restoreNodes(ctx, ben.actor, { ids: [two] });
  expect((await listFolder(ctx, ann.actor, { id })).nodes.map((node) => node.name)).toEqual(["Two.txt"]);
  await expect(deleteNodes(ctx, ben.actor, { ids: [one] })).rejects.toMatchObject({ reason: "share-right-missing" });
  await expect(emptyTrash(ctx, ben.actor, { teamId: id })).rejects.toMatchObject({ reason: "share-right-missing" });
  expect(await emptyTrash(ctx, ann.actor, { teamId: id })).toEqual({ count: 1 });
  await trashNodes(ctx, ben.actor, { ids: [two] });
  ctx.advance(31 * 86_400_000);
  await giveUpOldTrash(ctx);
  expect(await trash(ben)).toEqual([]);
});

test("nothing goes with people, the last manager stays, and an administrator names another", async () => {
  const { ann, ben, cem, id } = await team();
  const fileId = await put(ann, id, "Plan.txt");
  const shares = await listShares(ctx, ann.actor, { object: { kind: "node", id } });
  const ofAnn = shares.find((one) => one.person?.address === ann.address)?.id ?? "";
  const last = { reason: "team-last-manager" };
  await expect(revokeShare(ctx, ann.actor, { id: ofAnn })).rejects.toMatchObject(last);
  await expect(declineShare(ctx, ann.actor, { id: ofAnn })).rejects.toMatchObject(last);
  await expect(changeShare(ctx, ann.actor, { id: ofAnn, role: "write" })).rejects.toMatchObject(last);
  await expect(
    changeShare(ctx, ann.actor, { id: ofAnn, role: "manage", expiresAt: "2100-01-01T00:00:00Z" }),
  ).rejects.toMatchObject(last);
  await add(ann, ben, id, "manage");
  await declineShare(ctx, ann.actor, { id: ofAnn });
  expect(await teamsOf(ann)).toEqual([]);
  // Whom the first manager added stays, and the next one goes on with them.
  const ofCem = (await listShares(ctx, ben.actor, { object: { kind: "node", id } })).find(
    (one) => one.person?.address === cem.address,
  );
  await changeShare(ctx, ben.actor, { id: ofCem?.id ?? "", role: "write" });
  await close(ann);
  expect((await listFolder(ctx, cem.actor, { id })).nodes).toMatchObject([
    { id: fileId, creator: { id: ann.accountId } },
  ]);
  await close(ben);
  await put(cem, id, "Later.txt");
  expect((await listAllTeams(ctx, cli)).find((one) => one.id === id)).toMatchObject({ managers: [] });
  await expect(nameManager(ctx, cem.actor, { id, address: cem.address })).rejects.toMatchObject({
    reason: "admin-needed",
  });
  const elsewhere = await buildPerson({ domain: "vale.example", role: "domainAdmin" });
  await expect(nameManager(ctx, elsewhere.actor, { id, address: cem.address })).rejects.toMatchObject({
    reason: "team-unknown",
  });
  await nameManager(ctx, cli, { id, address: cem.address });
  expect(await teamsOf(cem)).toEqual([["Roof works", "manage"]]);
});

test("managers give it another name, and open windows of members hear of it", async () => {
  const { ann, ben, id } = await team();
  const before = await nodeChanges(ctx, ben.actor, { since: "0" });
  await expect(renameTeam(ctx, ben.actor, { id, name: "Mine" })).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  expect(await renameTeam(ctx, ann.actor, { id, name: "Façade" })).toEqual({ name: "Façade", before: "Roof works" });
  expect(await teamsOf(ben)).toEqual([["Façade", "write"]]);
  expect((await nodeChanges(ctx, ben.actor, { since: "0" })).sharedStamp).not.toBe(before.sharedStamp);
  await expect(moveNodes(ctx, ann.actor, { ids: [id], parentId: id })).rejects.toMatchObject({
    reason: "node-home-fixed",
  });
});

test("what is in it is found by its members", async () => {
  const { ben, cem, eve, id } = await team();
  await put(ben, id, "Zinnober.txt");
  const found = async (person: Person) =>
    (await searchFiles(ctx, person.actor, { text: "zinnober" })).nodes.map((node) => node.name);
  expect(await found(ben)).toEqual(["Zinnober.txt"]);
  expect(await found(cem)).toEqual(["Zinnober.txt"]);
  expect(await found(eve)).toEqual([]);
});

test("a manager opens what is in it to visitors by a link", async () => {
  const { ann, ben, id } = await team();
  const fileId = await put(ben, id, "Plan.txt");
  await expect(createLink(ctx, ben.actor, { nodeId: fileId, kind: "download" })).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  const { token } = await createLink(ctx, ann.actor, { nodeId: fileId, kind: "download" });
  const visitor = await enterLink(ctx, { token, pass: undefined });
  expect(await openLinkNode(ctx, visitor, { id: null })).toMatchObject({ node: { name: "Plan.txt" } });
});

test("while it takes more than it may, its managers make room and the others read", async () => {
  const { ann, ben, id } = await team();
  const fileId = await put(ben, id, "Long.txt", "x".repeat(1000));
  await setTeamQuota(ctx, ann.actor, { id, quotaBytes: 10 });
  const refused = { reason: "space-over-quota", params: { name: "Roof works" } };
  await expect(trashNodes(ctx, ben.actor, { ids: [fileId] })).rejects.toMatchObject(refused);
  await expect(createFolder(ctx, ben.actor, { parentId: id, name: "More" })).rejects.toMatchObject(refused);
  await trashNodes(ctx, ann.actor, { ids: [fileId] });
  await deleteNodes(ctx, ann.actor, { ids: [fileId] });
  await createFolder(ctx, ben.actor, { parentId: id, name: "More" });
});
