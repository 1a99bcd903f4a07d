import { createPostgresBus } from "@carbyne/bus";
import { newId, silentLogger } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Context } from "../../context.ts";
import { readLastSeen, sayActive } from "../../presence/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { removePerson, watchChat } from "../index.ts";
import { buildPerson, buildRoom, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
/** The same database as another process has it. */
let elsewhere: Context & { close(): Promise<void> };
beforeAll(async () => {
  ctx = await testContext();
  const bus = createPostgresBus({ url: ctx.db.url, log: silentLogger });
  elsewhere = { ...ctx, bus, close: () => bus.close() };
});
afterAll(async () => {
  await elsewhere.close();
  await ctx.close();
});

const people = () => Promise.all([buildPerson(ctx), buildPerson(ctx), buildPerson(ctx)]);
const soon = { timeout: 5000 };

/** A page of somebody's, which knows who is there. */
async function open(context: Context, person: TestPerson) {
  const known: Record<string, string> = {};
  const stop = await watchChat(context, person.actor, {
    listener: (event) => void (event.what === "presence" && Object.assign(known, event.people)),
    onEnd: () => undefined,
  });
  return { known, stop };
}

test("who shares a room sees who is there, in another process too, and strangers see nobody", async () => {
  const [ann, ben, cem] = await people();
  await buildRoom(ctx, [ann, ben]);
  const [one, stranger] = [await open(ctx, ann), await open(ctx, cem)];
  const other = await open(elsewhere, ben);
  await vi.waitFor(() => expect([one.known[ben.id], other.known[ann.id]]).toEqual(["away", "away"]), soon);
  const second = await open(ctx, ben);
  sayActive(ctx, ben.id, new Date(Date.now() + 60_000));
  await vi.waitFor(() => expect(one.known[ben.id]).toBe("online"), soon);
  other.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(one.known[ben.id]).toBe("online");
  second.stop();
  await vi.waitFor(() => expect(one.known[ben.id]).toBe("offline"), soon);
  expect(stranger.known).toEqual({});
  for (const client of [one, stranger]) client.stop();
});

test("who is taken out of the last room in common is no longer seen, and sees nobody of it", async () => {
  const [ann, ben] = await people();
  const roomId = await buildRoom(ctx, [ann, ben]);
  const [one, other] = [await open(ctx, ann), await open(elsewhere, ben)];
  await vi.waitFor(() => expect([one.known[ben.id], other.known[ann.id]]).toEqual(["away", "away"]), soon);
  await removePerson(ctx, ann.actor, { id: roomId, personId: ben.id });
  await vi.waitFor(() => expect([one.known[ben.id], other.known[ann.id]]).toEqual(["offline", "offline"]), soon);
  sayActive(ctx, ann.id, new Date(Date.now() + 60_000));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(other.known[ann.id]).toBe("offline");
  await expect(readLastSeen(ctx, ben.actor, { personId: ann.id })).rejects.toThrow("person-unknown");
  for (const client of [one, other]) client.stop();
});

test("who hides that they are there is not seen, and sees nobody; when somebody was there last goes by the same", async () => {
  const [ann, ben, cem] = await people();
  await buildRoom(ctx, [ann, ben, cem]);
  const at = new Date(Date.now() - 600_000);
  const token = { id: newId(), kind: "session" as const, scopes: [], presentUntil: at };
  await ctx.db.prisma.token.create({ data: { ...token, accountId: ben.id, hash: Buffer.from(ben.id) } });
  expect(await readLastSeen(ctx, ann.actor, { personId: ben.id })).toBe(at.toISOString());
  await writeSetting(ctx, { scope: "account", scopeId: ben.id }, "chat.presence", false);
  const [one, other, third] = [await open(ctx, ann), await open(elsewhere, ben), await open(elsewhere, cem)];
  await vi.waitFor(() => expect([one.known[cem.id], third.known[ann.id]]).toEqual(["away", "away"]), soon);
  expect([one.known[ben.id], third.known[ben.id], other.known]).toEqual([undefined, undefined, {}]);
  expect(await readLastSeen(ctx, ann.actor, { personId: ben.id })).toBeNull();
  expect(await readLastSeen(ctx, ben.actor, { personId: ann.id })).toBeNull();
  for (const client of [one, other, third]) client.stop();
});
