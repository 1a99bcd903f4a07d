import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  accountKeeping,
  listDomains,
  listHolds,
  listKept,
  openKept,
  placeHold,
  releaseHold,
  setPolicy,
} from "../administration/index.ts";
import {
  deleteNodes,
  deleteVersion,
  emptyTrash,
  giveUpOldTrash,
  handOver,
  listVersions,
  listView,
  putSmallFile,
  removeGivenUp,
  removeOldVersions,
  trashNodes,
} from "../files/index.ts";
import { actOnConversations, createMailbox, removeMailbox, deliverMessage } from "../mail/index.ts";
import { setOwnSetting } from "../profile/index.ts";
import { writeSetting } from "../settings/index.ts";
import { createTeam } from "../team-folders/index.ts";
import { emptyOldTrash, purge } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const system: Actor = { kind: "system", part: "cli" };
const day = 86_400_000;

async function person() {
  const address = `p${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId };
  return { address, accountId, spaceId, actor };
}
type Person = Awaited<ReturnType<typeof person>>;

async function put({ actor }: Person, name: string, text: string, parentId: string | null = null): Promise<string> {
  const data = Buffer.from(text);
  const input = { parentId, name, sizeBytes: data.length, whenTaken: "replace" as const, data };
  return (await putSmallFile(ctx, actor, input)).nodeId;
}

const letterTo = ({ address }: Person) =>
  `From: ana@lindenau.example\r\nTo: ${address}\r\nSubject: Offer for ${address}\r\n\r\nAn offer.\r\n`;

/** All that jobs do, years later. */
async function passYears(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    ctx.advance(400 * day);
    await emptyOldTrash(ctx);
    await giveUpOldTrash(ctx);
    await removeGivenUp(ctx);
    await removeOldVersions(ctx);
    await purge(ctx);
  }
}

/** Everything that a person can do to get rid of things, and that settings do by themselves. */
async function loseAll(one: Person): Promise<void> {
  await setPolicy(ctx, system, { of: { kind: "account", id: one.accountId }, key: "files.versionsKept", value: 2 });
  for (const text of ["first", "second", "third", "fourth"]) await put(one, "plan.txt", `${text} of ${one.address}`);
  const plan = await put(one, "plan.txt", `fifth of ${one.address}`);
  const old = (await listVersions(ctx, one.actor, { id: plan })).find((version) => !version.isCurrent);
  await deleteVersion(ctx, one.actor, { id: plan, versionId: old?.id ?? "" });
  const letter = await put(one, "letter.txt", `letter of ${one.address}`);
  await trashNodes(ctx, one.actor, { ids: [plan, letter] });
  await deleteNodes(ctx, one.actor, { ids: [letter] });
  await emptyTrash(ctx, one.actor);
  const raw = Buffer.from(letterTo(one));
  const [delivered] = await deliverMessage(ctx, { spaceIds: [one.spaceId], raw, verdict: "unverified" });
  await actOnConversations(ctx, one.actor, { ids: [delivered?.threadId ?? ""], act: "delete" });
  const { id } = await createMailbox(ctx, one.actor, { name: "Roof", parentId: null });
  await removeMailbox(ctx, one.actor, { id });
}

const stored = async (text: string) =>
  (await ctx.db.pool.query(`SELECT 1 FROM "Blob" WHERE "hash" = sha256(convert_to($1, 'UTF8'))`, [text])).rowCount;

test("of an account that is held nothing is ever lost, and its person sees no difference", async () => {
  const [held, other] = [await person(), await person()];
  await placeHold(ctx, system, { id: held.accountId, reason: "Case 12" });
  for (const one of [held, other]) await loseAll(one);
  await passYears();
  const texts = ["first", "second", "third", "fourth", "fifth", "letter"];
  for (const text of texts) {
    expect([text, await stored(`${text} of ${held.address}`)]).toEqual([text, 1]);
    expect([text, await stored(`${text} of ${other.address}`)]).toEqual([text, 0]);
  }
  const kept = await listKept(ctx, system, { id: held.accountId });
  const count = (kind: string) => kept.filter((one) => one.kind === kind).length;
  expect([count("file"), count("version"), count("message"), count("mailbox")]).toEqual([2, 6, 1, 1]);
  expect(await listKept(ctx, system, { id: other.accountId })).toEqual([]);
  // What is kept can be read, by who administers.
  const letter = kept.find((one) => one.kind === "version" && one.name === "letter.txt");
  const content = await Array.fromAsync(await openKept(ctx, system, { id: held.accountId, keptId: letter?.id ?? "" }));
  expect(Buffer.concat(content).toString()).toBe(`letter of ${held.address}`);
  // Both see the same: nothing, that takes no room.
  const seen = async (one: Person) => {
    const { nodes } = await listView(ctx, one.actor, { view: "trash" });
    const { rows } = await ctx.db.pool.query('SELECT "usedBytes" FROM "Space" WHERE "id" = $1', [one.spaceId]);
    return { nodes, rows };
  };
  expect(await seen(held)).toEqual(await seen(other));
  // Nor can the account itself go.
  await expect(ctx.db.pool.query('DELETE FROM "Account" WHERE "id" = $1', [held.accountId])).rejects.toThrow(
    "LegalHold",
  );
});

test("what a hold kept goes a month after it ended, and not when it is placed again before", async () => {
  const one = await person();
  await placeHold(ctx, system, { id: one.accountId, reason: "Case 13" });
  await put(one, "a.txt", "kept for a while");
  await trashNodes(ctx, one.actor, { ids: [await put(one, "a.txt", "kept for a while")] });
  await emptyTrash(ctx, one.actor);
  await releaseHold(ctx, system, { id: one.accountId });
  ctx.advance(20 * day);
  await purge(ctx);
  expect(await stored("kept for a while")).toBe(1);
  await placeHold(ctx, system, { id: one.accountId, reason: "Case 13 once more" });
  await passYears();
  expect(await stored("kept for a while")).toBe(1);
  await releaseHold(ctx, system, { id: one.accountId });
  ctx.advance(31 * day);
  await purge(ctx);
  expect([await stored("kept for a while"), await listKept(ctx, system, { id: one.accountId })]).toEqual([0, []]);
});

test("retention keeps what is deleted for its days, as the nearest scope says", async () => {
  const one = await person();
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: one.accountId } });
  const set = (of: Parameters<typeof setPolicy>[2]["of"], value: number | null) =>
    setPolicy(ctx, system, { of, key: "retention.deletedDays", value });
  await set({ kind: "server" }, 5000);
  await set({ kind: "domain", id: domainId }, 10);
  const lose = async (text: string) => {
    const id = await put(one, `${text}.txt`, text);
    await trashNodes(ctx, one.actor, { ids: [id] });
    await deleteNodes(ctx, one.actor, { ids: [id] });
  };
  const start = Date.now() - ctx.clock.now().getTime();
  ctx.advance(start);
  await lose("ten days");
  await set({ kind: "account", id: one.accountId }, 0);
  await lose("no day");
  await set({ kind: "account", id: one.accountId }, null);
  ctx.advance(9 * day);
  await purge(ctx);
  expect([await stored("ten days"), await stored("no day")]).toEqual([1, 0]);
  ctx.advance(3 * day);
  await purge(ctx);
  expect(await stored("ten days")).toBe(0);
  await set({ kind: "server" }, null);
  await set({ kind: "domain", id: domainId }, null);
});

test("a hold has a reason, is placed once, is audited, and is an administrator's alone", async () => {
  const [one, stranger] = [await person(), await person()];
  const id = one.accountId;
  await expect(placeHold(ctx, system, { id, reason: " " })).rejects.toThrow("hold-reason");
  await placeHold(ctx, system, { id, reason: "Case 14" });
  await expect(placeHold(ctx, system, { id, reason: "again" })).rejects.toThrow("conflict: hold-there");
  expect((await listHolds(ctx, system)).find((hold) => "accountId" in hold && hold.accountId === id)).toMatchObject({
    reason: "Case 14",
  });
  const asks = [
    () => placeHold(ctx, stranger.actor, { id, reason: "x" }),
    () => releaseHold(ctx, stranger.actor, { id }),
    () => listHolds(ctx, stranger.actor),
    () => accountKeeping(ctx, stranger.actor, { id }),
    () => listKept(ctx, stranger.actor, { id }),
    () => openKept(ctx, stranger.actor, { id, keptId: id }),
    () => setPolicy(ctx, stranger.actor, { of: { kind: "server" }, key: "retention.deletedDays", value: 0 }),
  ];
  for (const ask of asks) await expect(ask()).rejects.toThrow("admin-needed");
  await expect(setOwnSetting(ctx, one.actor, { key: "retention.deletedDays", value: 0 })).rejects.toThrow(
    "setting-scope",
  );
  // An administrator does not let themselves go.
  await ctx.db.pool.query(`UPDATE "Account" SET "role" = 'admin' WHERE "id" = $1`, [id]);
  await expect(releaseHold(ctx, one.actor, { id })).rejects.toThrow("hold-own");
  await releaseHold(ctx, system, { id });
  await expect(releaseHold(ctx, system, { id })).rejects.toThrow("hold-unknown");
  const { rows } = await ctx.db.pool.query<{ action: string; data: object }>(
    `SELECT "action", "data" FROM "AuditEvent" WHERE "objectId" = $1 AND "action" IN ('account.hold', 'account.release') ORDER BY "id"`,
    [id],
  );
  expect(rows).toMatchObject([{ action: "account.hold", data: { reason: "Case 14" } }, { action: "account.release" }]);
});

test("what a class of service or a team's domain says counts too, between the account and the server", async () => {
  const one = await person();
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: one.accountId } });
  const { id: classId } = await ctx.db.prisma.serviceClass.create({ data: { id: newId(), name: "Notaries" } });
  await ctx.db.prisma.account.update({ where: { id: one.accountId }, data: { classId } });
  const key = "retention.deletedDays";
  const days = async (spaceId: string) =>
    (await ctx.db.pool.query<{ days: number }>('SELECT retention_days($1) AS "days"', [spaceId])).rows[0]?.days;
  await writeSetting(ctx, { scope: "global" }, "files.teamFoldersBy", "everybody");
  const { id: rootId } = await createTeam(ctx, one.actor, { name: "Deeds" });
  const team = await ctx.db.prisma.teamFolder.findUniqueOrThrow({ where: { rootId } });
  const both = async () => [await days(one.spaceId), await days(team.spaceId)];
  expect(await both()).toEqual([0, 0]);
  await setPolicy(ctx, system, { of: { kind: "server" }, key, value: 1 });
  expect(await both()).toEqual([1, 1]);
  await setPolicy(ctx, system, { of: { kind: "domain", id: domainId }, key, value: 20 });
  expect(await both()).toEqual([20, 20]);
  await writeSetting(ctx, { scope: "class", scopeId: classId }, key, 30);
  expect(await both()).toEqual([30, 20]);
  const id = await put(one, "deed.txt", "a deed", rootId);
  await trashNodes(ctx, one.actor, { ids: [id] });
  await deleteNodes(ctx, one.actor, { ids: [id] });
  await removeGivenUp(ctx);
  const kept = await ctx.db.pool.query<{ kind: string }>(
    'SELECT "kind" FROM "KeptRow" WHERE "spaceId" = $1 ORDER BY "kind"',
    [team.spaceId],
  );
  expect(kept.rows).toEqual([{ kind: "Node" }, { kind: "NodeVersion" }]);
  const said = async () => {
    const { hold, ...keeping } = await accountKeeping(ctx, system, { id: one.accountId });
    const domain = (await listDomains(ctx, system)).find((row) => row.id === domainId);
    return { ...keeping, isHeld: hold !== null, ofDomain: domain?.retentionDays };
  };
  expect(await said()).toEqual({ days: 30, ownDays: null, isHeld: false, ofDomain: 20 });
  await setPolicy(ctx, system, { of: { kind: "account", id: one.accountId }, key, value: 0 });
  expect(await both()).toEqual([0, 20]);
  expect(await said()).toEqual({ days: 0, ownDays: 0, isHeld: false, ofDomain: 20 });
  for (const of of [{ kind: "server" }, { kind: "domain", id: domainId }] as const)
    await setPolicy(ctx, system, { of, key, value: null });
});

test("who is held gets rid of nothing by handing it over to somebody who deletes it", async () => {
  const [held, friend] = [await person(), await person()];
  await placeHold(ctx, system, { id: held.accountId, reason: "Case 15" });
  const id = await put(held, "account.txt", "handed over");
  await handOver(ctx, held.actor, { id, address: friend.address });
  await trashNodes(ctx, friend.actor, { ids: [id] });
  await deleteNodes(ctx, friend.actor, { ids: [id] });
  await passYears();
  expect(await stored("handed over")).toBe(1);
  const kept = await listKept(ctx, system, { id: held.accountId });
  expect(kept.map((one) => `${one.kind} ${one.name}`).toSorted()).toEqual(["file account.txt", "version account.txt"]);
  expect(await listKept(ctx, system, { id: friend.accountId })).toEqual([]);
});
