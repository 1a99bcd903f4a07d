import { newId, Refusal } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeInGroup } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildSpace(): Promise<string> {
  const id = newId();
  await ctx.db.prisma.space.create({ data: { id, kind: "account" } });
  return id;
}

/** A change that leaves a trace: a line about an object that is gone. */
const leave = (spaceId: string, objectId: string, fault?: Error) =>
  changeInGroup(ctx, spaceId, async (client, modseq) => {
    await client.query(
      `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'node', $3)`,
      [spaceId, modseq, objectId],
    );
    if (fault) throw fault;
    return objectId;
  });

async function traces(spaceId: string): Promise<{ ids: string[]; changes: number }> {
  const { rows } = await ctx.db.pool.query<{ objectId: string }>(
    `SELECT "objectId" FROM "Tombstone" WHERE "spaceId" = $1 ORDER BY "modseq"`,
    [spaceId],
  );
  const space = await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: spaceId } });
  return { ids: rows.map((row) => row.objectId), changes: Number(space.modseq) };
}

test("what comes at once is done in few commits, each of it once and answered with its own", async () => {
  const [one, two] = [await buildSpace(), await buildSpace()];
  const ids = Array.from({ length: 20 }, newId);
  const answers = await Promise.all(ids.flatMap((id) => [leave(one, id), leave(two, id)]));
  expect(answers).toEqual(ids.flatMap((id) => [id, id]));
  for (const space of [one, two]) {
    const done = await traces(space);
    expect(done.ids.toSorted()).toEqual(ids.toSorted());
    // The first begins alone, and those that come meanwhile follow sixteen at a time.
    expect(done.changes).toBe(3);
  }
});

test("what is refused to one, or goes wrong with it, concerns no other of its group", async () => {
  const space = await buildSpace();
  const ids = Array.from({ length: 8 }, newId);
  const faults = new Map([
    [3, new Refusal("conflict", "node-name-taken", { name: "x" })],
    [5, new Error("a bug")],
  ]);
  const done = await Promise.allSettled(ids.map((id, i) => leave(space, id, faults.get(i))));
  expect(done.map((one) => (one.status === "fulfilled" ? one.value : one.reason))).toEqual(
    ids.map((id, i) => faults.get(i) ?? id),
  );
  expect((await traces(space)).ids.toSorted()).toEqual(ids.filter((_, i) => !faults.has(i)).toSorted());
  expect(await leave(space, ids[3] ?? "")).toBe(ids[3]);
});

test("one that the database refuses is refused alone", async () => {
  const space = await buildSpace();
  const id = newId();
  const bad = changeInGroup(ctx, space, (client) => client.query("SELECT 1 / 0"));
  const [first, second, third] = await Promise.allSettled([leave(space, newId()), bad, leave(space, id)]);
  expect([first.status, second.status, third.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await traces(space)).ids).toContain(id);
});
