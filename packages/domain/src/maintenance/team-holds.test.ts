import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  type HoldOf,
  listHolds,
  listKept,
  openKept,
  placeHold,
  releaseHold,
  setPolicy,
} from "../administration/index.ts";
import {
  createFolder,
  deleteNodes,
  deleteVersion,
  emptyTrash,
  giveUpOldTrash,
  listVersions,
  listView,
  putSmallFile,
  removeGivenUp,
  removeOldVersions,
  trashNodes,
} from "../files/index.ts";
import { share } from "../sharing/index.ts";
import { createTeam } from "../team-folders/index.ts";
import { purge } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const system: Actor = { kind: "system", part: "cli" };
const day = 86_400_000;

async function person(more: { role?: "admin" | "domainAdmin"; domain?: string } = {}) {
  const address = `h${++counter}@${more.domain ?? "team.example"}`;
  const made = await createAccount(ctx, { address, name: "", password: "correct horse battery", ...more });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  return { ...made, address, actor };
}

/** Ann runs a team folder, Ben works in it. */
async function team() {
  const [ann, ben] = [await person({ role: "admin" }), await person()];
  const { id } = await createTeam(ctx, ann.actor, { name: `Team ${++counter}` });
  await share(ctx, ann.actor, { object: { kind: "node", id }, with: { address: ben.address }, role: "write" });
  const { spaceId } = await ctx.db.prisma.teamFolder.findUniqueOrThrow({ where: { rootId: id } });
  return { ann, ben, id, spaceId };
}
type Team = Awaited<ReturnType<typeof team>>;

async function put(actor: Actor, parentId: string | null, name: string, text: string): Promise<string> {
  const data = Buffer.from(text);
  const input = { parentId, name, sizeBytes: data.length, whenTaken: "replace" as const, data };
  return (await putSmallFile(ctx, actor, input)).nodeId;
}

/** All that jobs do, years later. */
async function passYears(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    ctx.advance(400 * day);
    await giveUpOldTrash(ctx);
    await removeGivenUp(ctx);
    await removeOldVersions(ctx);
    await purge(ctx);
  }
}

/** Everything that members can do to get rid of things in a team folder, and that settings do by themselves. */
async function loseAll({ ann, ben, id }: Team): Promise<void> {
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: ann.accountId } });
  await setPolicy(ctx, system, { of: { kind: "domain", id: domainId }, key: "files.versionsKept", value: 2 });
  for (const text of ["first", "second", "third", "fourth"]) await put(ben.actor, id, "plan.txt", `${text} of ${id}`);
  const plan = await put(ben.actor, id, "plan.txt", `fifth of ${id}`);
  const old = (await listVersions(ctx, ben.actor, { id: plan })).find((version) => !version.isCurrent);
  await deleteVersion(ctx, ann.actor, { id: plan, versionId: old?.id ?? "" });
  const { id: folderId } = await createFolder(ctx, ben.actor, { parentId: id, name: "Letters" });
  await put(ben.actor, folderId, "letter.txt", `letter of ${id}`);
  const note = await put(ann.actor, id, "note.txt", `note of ${id}`);
  await trashNodes(ctx, ben.actor, { ids: [plan, folderId] });
  await trashNodes(ctx, ann.actor, { ids: [note] });
  await deleteNodes(ctx, ann.actor, { ids: [note] });
  await emptyTrash(ctx, ann.actor, { teamId: id });
}

const stored = async (text: string) =>
  (await ctx.db.pool.query(`SELECT 1 FROM "Blob" WHERE "hash" = sha256(convert_to($1, 'UTF8'))`, [text])).rowCount;

test("of a team folder that is held nothing is ever lost, whoever removes it, and its members see no difference", async () => {
  const [held, other] = [await team(), await team()];
  await placeHold(ctx, system, { teamId: held.id, reason: "Case 31" });
  for (const one of [held, other]) await loseAll(one);
  await passYears();
  for (const text of ["first", "second", "third", "fourth", "fifth", "letter", "note"]) {
    expect([text, await stored(`${text} of ${held.id}`)]).toEqual([text, 1]);
    expect([text, await stored(`${text} of ${other.id}`)]).toEqual([text, 0]);
  }
  const kept = await listKept(ctx, system, { teamId: held.id });
  const count = (kind: string) => kept.filter((one) => one.kind === kind).length;
  expect([count("folder"), count("file"), count("version")]).toEqual([1, 3, 7]);
  expect(await listKept(ctx, system, { teamId: other.id })).toEqual([]);
  // Of who is not held nothing is kept: the hold is on the team folder.
  expect(await listKept(ctx, system, { id: held.ann.accountId })).toEqual([]);
  const letter = kept.find((one) => one.kind === "version" && one.name === "letter.txt");
  const content = await Array.fromAsync(await openKept(ctx, system, { teamId: held.id, keptId: letter?.id ?? "" }));
  expect(Buffer.concat(content).toString()).toBe(`letter of ${held.id}`);
  const seen = async ({ ann, id, spaceId }: Team) => {
    const { nodes } = await listView(ctx, ann.actor, { view: "trash", teamId: id });
    const { rows } = await ctx.db.pool.query('SELECT "usedBytes" FROM "Space" WHERE "id" = $1', [spaceId]);
    return { nodes, rows };
  };
  expect(await seen(held)).toEqual(await seen(other));
  // Nor can the team folder itself go.
  await expect(ctx.db.pool.query('DELETE FROM "TeamFolder" WHERE "rootId" = $1', [held.id])).rejects.toThrow(
    "LegalHold",
  );
});

test("what a hold kept of a team folder goes a month after it ended, and not when it is placed again before", async () => {
  const { ben, ann, id } = await team();
  await placeHold(ctx, system, { teamId: id, reason: "Case 32" });
  await trashNodes(ctx, ben.actor, { ids: [await put(ben.actor, id, "a.txt", "kept for a while")] });
  await emptyTrash(ctx, ann.actor, { teamId: id });
  // Rows are stamped by the database, whose clock is not this one.
  ctx.advance(day);
  await releaseHold(ctx, system, { teamId: id });
  ctx.advance(20 * day);
  await purge(ctx);
  expect(await stored("kept for a while")).toBe(1);
  await placeHold(ctx, system, { teamId: id, reason: "Case 32 once more" });
  await passYears();
  expect(await stored("kept for a while")).toBe(1);
  await releaseHold(ctx, system, { teamId: id });
  ctx.advance(31 * day);
  await purge(ctx);
  expect([await stored("kept for a while"), await listKept(ctx, system, { teamId: id })]).toEqual([0, []]);
});

test("a hold of a team folder has a reason, is placed once, is audited, and is an administrator's alone", async () => {
  const { ann, ben, id } = await team();
  const [boss, elsewhere] = [
    await person({ role: "domainAdmin" }),
    await person({ role: "domainAdmin", domain: "hill.example" }),
  ];
  const asks = (actor: Actor) => [
    () => placeHold(ctx, actor, { teamId: id, reason: "x" }),
    () => releaseHold(ctx, actor, { teamId: id }),
    () => listKept(ctx, actor, { teamId: id }),
    () => openKept(ctx, actor, { teamId: id, keptId: id }),
  ];
  for (const ask of asks(ben.actor)) await expect(ask()).rejects.toThrow("admin-needed");
  for (const ask of asks(elsewhere.actor)) await expect(ask()).rejects.toThrow("team-unknown");
  for (const of of [{ teamId: ben.accountId }, { teamId: "no id" }, { id }] satisfies HoldOf[])
    await expect(placeHold(ctx, system, { ...of, reason: "x" })).rejects.toThrow("-unknown");
  await expect(placeHold(ctx, system, { teamId: id, reason: " " })).rejects.toThrow("hold-reason");
  await expect(releaseHold(ctx, system, { teamId: id })).rejects.toThrow("hold-unknown");
  await placeHold(ctx, boss.actor, { teamId: id, reason: "Case 33" });
  await expect(placeHold(ctx, system, { teamId: id, reason: "again" })).rejects.toThrow("conflict: hold-there");
  const listed = async (actor: Actor) =>
    (await listHolds(ctx, actor)).filter((hold) => "teamId" in hold && hold.teamId === id);
  const { name } = await ctx.db.prisma.node.findUniqueOrThrow({ where: { id } });
  const hold = { teamId: id, name, reason: "Case 33", placedAt: ctx.clock.now().toISOString() };
  expect([await listed(system), await listed(boss.actor), await listed(elsewhere.actor)]).toEqual([[hold], [hold], []]);
  await listKept(ctx, boss.actor, { teamId: id });
  // Who may remove what is in it does not let it go, administrator or not.
  await expect(releaseHold(ctx, ann.actor, { teamId: id })).rejects.toThrow("conflict: hold-own-team");
  await releaseHold(ctx, boss.actor, { teamId: id });
  expect(await listed(system)).toEqual([]);
  const { rows } = await ctx.db.pool.query(
    `SELECT "action", "actorId", "objectKind", "data" ->> 'reason' AS "reason" FROM "AuditEvent" WHERE "objectId" = $1 AND "action" LIKE 'team.%' ORDER BY "id"`,
    [id],
  );
  const by = { actorId: boss.accountId, objectKind: "team", reason: null };
  expect(rows).toEqual([
    { ...by, action: "team.hold", reason: "Case 33" },
    { ...by, action: "team.kept-list" },
    { ...by, action: "team.release" },
  ]);
});
