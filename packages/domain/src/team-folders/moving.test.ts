import { createAccount } from "../accounts/index.ts";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createFolder,
  createLink,
  enterLink,
  getNode,
  listActivity,
  listFolder,
  listVersions,
  listView,
  moveEffects,
  moveNodes,
  nodeChanges,
  putSmallFile,
  renameNode,
  restoreNodes,
  trashNodes,
} from "../files/index.ts";
import { ownStorage } from "../quota/index.ts";
import { share } from "../sharing/index.ts";
import { createTeam, getTeam, setTeamQuota } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(more: { role?: "admin" } = {}) {
  const address = `m${++counter}@team.example`;
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
const folder = async (person: Person, name: string, parentId: string | null = null) =>
  (await createFolder(ctx, person.actor, { parentId, name })).id;
const homeOf = async (person: Person) => (await listFolder(ctx, person.actor, { id: null })).folder.id;
const move = (person: Person, ids: string[], parentId: string, isUndo?: boolean) =>
  moveNodes(ctx, person.actor, { ids, parentId, isUndo });
const names = async (person: Person, id: string | null) =>
  (await listFolder(ctx, person.actor, { id })).nodes.map((node) => node.name).toSorted();
const unknown = { reason: "node-unknown" };
const opens = (token: string) =>
  enterLink(ctx, { token }).then(
    () => true,
    () => false,
  );

/** Ann runs a team folder in which Ben works; Eve is in no team. Everything in each space counts as its versions do. */
async function team() {
  const [ann, ben, eve] = [await buildPerson({ role: "admin" }), await buildPerson(), await buildPerson()];
  const { id } = await createTeam(ctx, ann.actor, { name: "Roof works" });
  await add(ann, ben, id, "write");
  return { ann, ben, eve, id };
}

async function expectWhole() {
  const { rows } = await ctx.db.pool.query(
    `SELECT n."name" FROM "Node" n LEFT JOIN "Node" p ON p."id" = n."parentId" LEFT JOIN "NodeVersion" v ON v."nodeId" = n."id"
     WHERE p."spaceId" <> n."spaceId" OR v."spaceId" <> n."spaceId"`,
  );
  expect(rows).toEqual([]);
}

test("a folder goes over to the team with its ids, versions and room, and is there for its members", async () => {
  const { ann, ben, id } = await team();
  const before = await ownStorage(ctx, ben.actor);
  const own = await folder(ben, "Offers");
  const file = await put(ben, own, "Offer.txt", "first");
  await put(ben, own, "Offer.txt", "the second");
  const [since, sinceAnn] = [
    (await nodeChanges(ctx, ben.actor, { since: "0" })).modseq,
    (await nodeChanges(ctx, ann.actor, { since: "0" })).sharedStamp,
  ];
  const { moved } = await move(ben, [own], id);
  expect(moved).toEqual([{ id: own, fromParentId: await homeOf(ben), name: "Offers", nameBefore: "Offers" }]);
  expect(await getNode(ctx, ann.actor, { id: file })).toMatchObject({
    name: "Offer.txt",
    team: { id },
    access: "manage",
  });
  expect((await listVersions(ctx, ann.actor, { id: file })).map((one) => one.number)).toEqual([2, 1]);
  expect(await names(ben, null)).toEqual([]);
  expect(await getTeam(ctx, ben.actor, { id })).toMatchObject({ usedBytes: 15 });
  expect(await ownStorage(ctx, ben.actor)).toEqual(before);
  const after = await nodeChanges(ctx, ben.actor, { since });
  expect(after.removed).toContain(own);
  expect((await nodeChanges(ctx, ann.actor, { since: "0" })).sharedStamp).not.toBe(sinceAnn);
  // Told where it is, where it came from, and where it went to.
  expect((await listActivity(ctx, ann.actor, { id: own }))[0]).toMatchObject({
    verb: "moved",
    detail: { to: "Roof works" },
  });
  expect((await listActivity(ctx, ann.actor, { id }))[0]).toMatchObject({
    verb: "moved-in",
    detail: { name: "Offers", from: "" },
  });
  expect((await listActivity(ctx, ben.actor, { id: await homeOf(ben) }))[0]).toMatchObject({
    verb: "moved-out",
    detail: { name: "Offers", to: "Roof works" },
  });
  await expectWhole();
});

test("shares and links end with the move, and come back when it is undone", async () => {
  const { ann, ben, eve, id } = await team();
  const own = await folder(ben, "Offers");
  const file = await put(ben, own, "Offer.txt");
  await add(ben, eve, own, "manage");
  const later = await buildPerson();
  await add(eve, later, file, "read");
  const { token } = await createLink(ctx, ben.actor, { nodeId: file, kind: "download" });
  expect(await moveEffects(ctx, ben.actor, { ids: [own] })).toEqual({ shares: 2, links: 1 });
  expect(await opens(token)).toBe(true);
  const { moved } = await move(ben, [own], id);
  for (const other of [eve, later])
    await expect(getNode(ctx, other.actor, { id: file })).rejects.toMatchObject(unknown);
  expect(await opens(token)).toBe(false);
  expect((await listView(ctx, eve.actor, { view: "shared" })).total).toBe(0);
  expect(await moveEffects(ctx, ben.actor, { ids: [own] })).toEqual({ shares: 0, links: 0 });
  // Ben only works there: he may not take things out, but take back what he has just done.
  const home = await homeOf(ben);
  await expect(move(ben, [own], home)).rejects.toMatchObject({ kind: "forbidden", reason: "team-move-out" });
  const elsewhere = await folder(ben, "Elsewhere");
  await expect(move(ben, [own], elsewhere, true)).rejects.toMatchObject({ reason: "team-move-out" });
  await move(ben, [own], moved[0]?.fromParentId ?? "", true);
  for (const other of [eve, later])
    expect(await getNode(ctx, other.actor, { id: file })).toMatchObject({ name: "Offer.txt" });
  expect(await opens(token)).toBe(true);
  await expect(getNode(ctx, ann.actor, { id: file })).rejects.toMatchObject(unknown);
  // What hung on Eve's share hangs on it again.
  const { rows } = await ctx.db.pool.query<{ n: number }>(
    'SELECT count(*)::int AS "n" FROM "Grant" WHERE "objectId" = $1 AND "viaId" IS NOT NULL AND "revokedAt" IS NULL',
    [file],
  );
  expect(rows[0]?.n).toBe(1);
  await expectWhole();
});

test("an undo that comes too late is a move like any other, and what was ended before it stays ended", async () => {
  const { ann, eve, id } = await team();
  const file = await put(ann, null, "Plan.txt");
  await add(ann, eve, file, "read");
  await move(ann, [file], id);
  ctx.advance(2 * 3_600_000);
  await move(ann, [file], await homeOf(ann), true);
  await expect(getNode(ctx, eve.actor, { id: file })).rejects.toMatchObject(unknown);
});

test("who runs the team takes things out of it, and who works or looks there does not; other people's things stay theirs", async () => {
  const { ann, ben, eve, id } = await team();
  const file = await put(ben, id, "Plan.txt");
  await expect(move(ben, [file], await homeOf(ben))).rejects.toMatchObject({ reason: "team-move-out" });
  await expect(move(eve, [file], await homeOf(eve))).rejects.toMatchObject(unknown);
  await move(ann, [file], await homeOf(ann));
  await expect(getNode(ctx, ben.actor, { id: file })).rejects.toMatchObject(unknown);
  expect((await listActivity(ctx, ben.actor, { id }))[0]).toMatchObject({
    verb: "moved-out",
    detail: { name: "Plan.txt", to: "" },
  });
  // Between two teams too.
  const { id: second } = await createTeam(ctx, ann.actor, { name: "Façade" });
  const other = await put(ann, id, "Other.txt");
  await move(ann, [other], second);
  expect(await names(ann, second)).toEqual(["Other.txt"]);
  const shared = await folder(eve, "Of Eve");
  const inShared = await put(eve, shared, "Of Eve.txt");
  await add(eve, ann, shared, "write");
  await expect(move(ann, [inShared], id)).rejects.toMatchObject({ reason: "node-other-space" });
  await expect(move(ann, [other], shared)).rejects.toMatchObject({ reason: "node-other-space" });
  const { id: closed } = await createTeam(ctx, ann.actor, { name: "Looked at" });
  await add(ann, ben, closed, "read");
  await expect(move(ben, [await put(ben, null, "Mine.txt")], closed)).rejects.toMatchObject({
    reason: "share-right-missing",
  });
  await expectWhole();
});

test("it is refused when the team has no room, and nothing has moved then", async () => {
  const { ann, ben, id } = await team();
  await setTeamQuota(ctx, ann.actor, { id, quotaBytes: 10 });
  const file = await put(ben, null, "Long.txt", "x".repeat(11));
  await expect(move(ben, [file], id)).rejects.toMatchObject({ kind: "over-quota", reason: "storage-full-there" });
  expect(await names(ben, null)).toEqual(["Long.txt"]);
  expect(await getTeam(ctx, ann.actor, { id })).toMatchObject({ usedBytes: 0 });
});

test("what is in the trash below stays behind, and a name that is taken gets a number", async () => {
  const { ann, ben, id } = await team();
  const own = await folder(ben, "Offers");
  const inner = await folder(ben, "Inner", own);
  const [secret, kept] = [await put(ben, inner, "Secret.txt"), await put(ben, inner, "Kept.txt")];
  await trashNodes(ctx, ben.actor, { ids: [secret] });
  await folder(ann, "Offers", id);
  const { moved } = await move(ben, [own], id);
  expect(moved).toMatchObject([{ name: "Offers (2)", nameBefore: "Offers" }]);
  expect((await listView(ctx, ann.actor, { view: "trash", teamId: id })).total).toBe(0);
  await expect(getNode(ctx, ann.actor, { id: secret })).rejects.toMatchObject(unknown);
  expect(await getNode(ctx, ann.actor, { id: kept })).toMatchObject({ name: "Kept.txt" });
  await restoreNodes(ctx, ben.actor, { ids: [secret] });
  expect(await names(ben, null)).toEqual(["Secret.txt"]);
  await expectWhole();
});

test("whoever writes at the same time writes on one side or the other, whole", async () => {
  const { ann, ben, id } = await team();
  const annHome = await homeOf(ann);
  for (let round = 0; round < 6; round++) {
    const own = await folder(ben, `Folder ${round}`);
    const file = await put(ben, own, "Offer.txt");
    const back = await put(ann, id, "Back.txt");
    const writes = [
      put(ben, own, "New.txt", "new"),
      put(ben, own, "Offer.txt", `version of round ${round}`),
      folder(ben, "Inner", own),
      renameNode(ctx, ben.actor, { id: file, name: "Renamed.txt" }),
      move(ben, [own], id),
      trashNodes(ctx, ben.actor, { ids: [file] }),
      createLink(ctx, ben.actor, { nodeId: file, kind: "view" }),
      move(ann, [back], annHome),
    ];
    const refused = (await Promise.allSettled(writes)).flatMap((one) =>
      one.status === "rejected" ? [(one.reason as { reason?: string }).reason] : [],
    );
    for (const reason of refused)
      expect(["node-moved", "node-in-trash", "node-unknown", "share-right-missing"]).toContain(reason);
    expect(await getNode(ctx, ann.actor, { id: own })).toMatchObject({ team: { id } });
    await expectWhole();
  }
  // What the team is said to take is what lies there.
  const { rows } = await ctx.db.pool.query(
    `SELECT s."id" FROM "Space" s WHERE s."id" = $1 AND s."usedBytes" <> (SELECT coalesce(sum("sizeBytes"), 0) FROM "NodeVersion" v WHERE v."spaceId" = s."id")`,
    [(await getNode(ctx, ann.actor, { id })).spaceId],
  );
  expect(rows).toEqual([]);
});

test("two moves of the same entry in opposite order end in one place", async () => {
  const { ann, id } = await team();
  const { id: second } = await createTeam(ctx, ann.actor, { name: "Façade" });
  for (let round = 0; round < 4; round++) {
    const file = await put(ann, null, `File ${round}.txt`);
    const all = await Promise.allSettled([move(ann, [file], id), move(ann, [file], second)]);
    expect(all.filter((one) => one.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    await expectWhole();
  }
  expect((await names(ann, id)).length + (await names(ann, second)).length).toBe(4);
});

test("a move that is broken off in the middle leaves everything as it was", async () => {
  const { ann, ben, eve, id } = await team();
  const own = await folder(ben, "Offers");
  const file = await put(ben, own, "Offer.txt");
  await add(ben, eve, file, "read");
  const holder = await ctx.db.pool.connect();
  try {
    // The shares have ended by then, and the entries are about to go over.
    await holder.query("BEGIN");
    await holder.query('SELECT 1 FROM "Node" WHERE "id" = $1 FOR UPDATE', [file]);
    const moving = move(ben, [own], id).then(
      () => "moved",
      () => "failed",
    );
    const breakOff = () =>
      holder.query(
        `SELECT pg_cancel_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`,
      );
    await expect.poll(async () => (await breakOff()).rowCount, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await moving).toBe("failed");
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  expect(await names(ben, null)).toEqual(["Offers"]);
  expect(await names(ann, id)).toEqual([]);
  expect(await getNode(ctx, eve.actor, { id: file })).toMatchObject({ name: "Offer.txt" });
  await expectWhole();
  await move(ben, [own], id);
  expect(await names(ann, id)).toEqual(["Offers"]);
});
