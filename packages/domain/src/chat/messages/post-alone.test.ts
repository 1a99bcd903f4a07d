import { createPostgresBus } from "@carbyne/bus";
import { type Database, openDatabase } from "@carbyne/db";
import { silentLogger } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { listMessages, sendMessage } from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let otherDb: Database;
/** The same database as another process has it: connections, hints and waiting lines of its own. */
let elsewhere: Context;
let ann: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  otherDb = openDatabase({ url: ctx.db.url });
  elsewhere = { ...ctx, db: otherDb, bus: createPostgresBus({ url: ctx.db.url, log: silentLogger }) };
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(async () => {
  await elsewhere.bus.close();
  await otherDb.close();
  await ctx.close();
});

const said = async (roomId: string) =>
  (await listMessages(ctx, ann.actor, { roomId })).messages.filter((one) => one.kind === "text");

/** Keeps a room's space for as long as `work` takes, which begins when it is kept. */
const whileKept = (roomId: string, work: (client: pg.PoolClient) => Promise<void>) => changeSpace(ctx, roomId, work);

/** Connections that wait for a lock to post by the short way. */
async function waiting(): Promise<number[]> {
  const { rows } = await ctx.db.pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'WITH space AS%'`,
  );
  return rows.map((row) => row.pid);
}
const untilWaiting = (count: number) => vi.waitFor(async () => expect(await waiting()).toHaveLength(count));

test("what two processes are asked to say at once under one key is one message", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  for (let round = 0; round < 10; round++) {
    const input = { roomId, key: `key-twice-${round}`, text: `Round ${round}` };
    const sent: Promise<{ id: string; number: number }>[] = [];
    await whileKept(roomId, async () => {
      sent.push(sendMessage(ctx, ann.actor, input), sendMessage(elsewhere, ann.actor, input));
      await untilWaiting(2);
    });
    const [one, other] = await Promise.all(sent);
    expect(other).toEqual(one);
  }
  const all = await said(roomId);
  expect(all.map((one) => one.text)).toEqual(Array.from({ length: 10 }, (_, round) => `Round ${round}`));
  expect(all.map((one) => one.number)).toEqual(Array.from({ length: 10 }, (_, at) => at + 2));
});

test("two processes at once leave no gap and no disorder in numbers and modseqs", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const many = Array.from({ length: 45 }, (_, at) =>
    say(at % 2 ? ctx : elsewhere, at % 3 ? ann : ben, roomId, `m${at}`, at % 5 ? {} : { key: `same-key-${at % 10}` }),
  );
  await Promise.all(many);
  const { messages } = await listMessages(ctx, ann.actor, { roomId });
  expect(messages.map((one) => one.number)).toEqual(Array.from({ length: messages.length }, (_, at) => at + 1));
  const modseqs = messages.map((one) => Number(one.modseq));
  expect(modseqs).toEqual([...modseqs].sort((a, b) => a - b));
  expect(new Set(messages.map((one) => one.id)).size).toBe(messages.length);
});

test("a connection that is cut while it posts is an error, and the same key then says it once", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const input = { roomId, key: "cut-between", text: "Once" };
  let cut: Promise<unknown> | undefined;
  await whileKept(roomId, async () => {
    cut = expect(sendMessage(elsewhere, ann.actor, input)).rejects.toThrow();
    await untilWaiting(1);
    await ctx.db.pool.query("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) pid", [await waiting()]);
    await cut;
  });
  expect(await said(roomId)).toEqual([]);
  const again = [sendMessage(elsewhere, ann.actor, input), sendMessage(ctx, ann.actor, input)];
  const [one, other] = await Promise.all(again);
  expect(other?.id).toBe(one?.id);
  expect((await said(roomId)).map((message) => [message.text, message.number])).toEqual([["Once", 2]]);
});

test.each([
  ["is taken out", `UPDATE "RoomMember" SET "leftAt" = now() WHERE "spaceId" = $1 AND "accountId" = $2`],
  ["sees the room put away", `UPDATE "Room" SET "archivedAt" = now() WHERE "spaceId" = $1 AND $2::uuid IS NOT NULL`],
])("whoever %s while the message waits has not said it, in the words of the long way", async (_, sql) => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  let late: Promise<unknown> | undefined;
  await whileKept(roomId, async (client) => {
    late = expect(say(elsewhere, ben, roomId, "Too late")).rejects.toMatchObject({
      kind: "not-found",
      reason: "room-unknown",
    });
    await untilWaiting(1);
    await client.query(sql, [roomId, ben.id]);
  });
  await late;
  expect(await said(roomId)).toEqual([]);
});
