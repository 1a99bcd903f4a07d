import { createPostgresBus } from "@carbyne/bus";
import { silentLogger } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Context } from "../../context.ts";
import { setOwnSetting } from "../../profile/index.ts";
import { type ChatEvent, readOwnStatus, removePerson, setRest, setStatus, watchChat } from "../index.ts";
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

const soon = { timeout: 8000 };
const people = () => Promise.all([buildPerson(ctx), buildPerson(ctx), buildPerson(ctx)]);
const lunch = { emoji: "🍜", text: " At  lunch ", clearsAt: null };

/** A page of somebody's, which knows what others say of themselves. */
async function open(context: Context, person: TestPerson) {
  const known: Record<string, unknown> = {};
  let own = 0;
  const take = (event: ChatEvent) => {
    if (event.what === "statuses") Object.assign(known, event.people);
    if (event.what === "own-status") own++;
  };
  const stop = await watchChat(context, person.actor, { listener: take, onEnd: () => undefined });
  return { known, own: () => own, stop };
}

test("who shares a room hears what somebody says of themselves at once, in another process too, and strangers do not", async () => {
  const [ann, ben, cem] = await people();
  const roomId = await buildRoom(ctx, [ann, ben]);
  const [one, other, stranger] = [await open(ctx, ann), await open(elsewhere, ben), await open(ctx, cem)];
  await setStatus(ctx, ann.actor, lunch);
  const said = { emoji: "🍜", text: "At lunch", isResting: false };
  await vi.waitFor(() => expect(other.known[ann.id]).toEqual(said), soon);
  expect(one.own()).toBe(1);
  const late = await open(elsewhere, ben);
  await vi.waitFor(() => expect(late.known[ann.id]).toEqual(said), soon);
  await setRest(ctx, ann.actor, { isResting: true, until: null });
  await vi.waitFor(() => expect(other.known[ann.id]).toEqual({ ...said, isResting: true }), soon);
  expect(await readOwnStatus(ctx, ann.actor)).toMatchObject({ text: "At lunch", isResting: true, restsUntil: null });
  await removePerson(ctx, ann.actor, { id: roomId, personId: ben.id });
  await vi.waitFor(() => expect(other.known[ann.id]).toBeNull(), soon);
  expect(stranger.known).toEqual({});
  for (const client of [one, other, stranger, late]) client.stop();
});

test("a status and rest end by the clock, and quiet hours are rest too", async () => {
  const [ann, ben] = await people();
  await buildRoom(ctx, [ann, ben]);
  const other = await open(elsewhere, ben);
  const at = new Date(ctx.clock.now().getTime() + 1500).toISOString();
  await setStatus(ctx, ann.actor, { ...lunch, clearsAt: at });
  await setRest(ctx, ann.actor, { isResting: true, until: at });
  await vi.waitFor(() => expect(other.known[ann.id]).toMatchObject({ text: "At lunch", isResting: true }), soon);
  ctx.advance(2000);
  await vi.waitFor(() => expect(other.known[ann.id]).toBeNull(), soon);
  expect(await readOwnStatus(ctx, ann.actor)).toMatchObject({ emoji: "", text: "", isResting: false });
  for (const [key, value] of [
    ["notify.quietFrom", "00:00"],
    ["notify.quietTo", "00:00"],
    ["notify.quiet", true],
  ] as const)
    await setOwnSetting(ctx, ann.actor, { key, value });
  await vi.waitFor(() => expect(other.known[ann.id]).toEqual({ emoji: "", text: "", isResting: true }), soon);
  other.stop();
});

test("who hides that they are there shows nothing of themselves, and sees it of nobody", async () => {
  const [ann, ben] = await people();
  await buildRoom(ctx, [ann, ben]);
  await setStatus(ctx, ann.actor, lunch);
  await setStatus(ctx, ben.actor, lunch);
  const other = await open(elsewhere, ben);
  await vi.waitFor(() => expect(other.known[ann.id]).toMatchObject({ text: "At lunch" }), soon);
  await setOwnSetting(ctx, ann.actor, { key: "chat.presence", value: false });
  await vi.waitFor(() => expect(other.known[ann.id]).toBeNull(), soon);
  const one = await open(ctx, ann);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(one.known).toEqual({});
  for (const client of [one, other]) client.stop();
});

test("a status is one emoji and a line of a hundred letters", async () => {
  const ann = await buildPerson(ctx);
  await expect(setStatus(ctx, ann.actor, { ...lunch, text: "x".repeat(101) })).rejects.toThrow("status-long");
  await expect(setStatus(ctx, ann.actor, { ...lunch, emoji: "ab" })).rejects.toThrow("reaction-no-emoji");
  await setStatus(ctx, ann.actor, { ...lunch, text: "🍜".repeat(100) });
});
