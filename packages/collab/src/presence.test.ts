import { expect, test } from "vitest";
import { buildHub, connect, until } from "./client.fixture.ts";
import { createMemoryStores } from "./memory-store.ts";
import { createPresences, readPresence, writePresence } from "./presence.ts";
import { BadMessage } from "./wire.ts";

const id = "d1";
const stores = createMemoryStores();
stores.create(id);

const holder = (name: string) => ({ identity: { id: `id-${name}`, name } });
const said = (clientId: number, state: unknown, clock = 1) =>
  writePresence([{ clientId, clock, state: JSON.stringify(state) }]);

test("others see who somebody is by what the server knows, whatever the client says", async () => {
  const hub = buildHub(stores.process("one"));
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben", mayWrite: false })];
  ann.present.setLocalState({ cursor: 5, user: { name: "The mayor", id: "x", color: "#aa3300", avatar: "http://x" } });
  ann.sayPresence();
  await until(() =>
    expect(ben.present.getStates().get(ann.doc.clientID)).toEqual({
      cursor: 5,
      user: { id: "id-Ann", name: "Ann", color: "#aa3300" },
    }),
  );
  // A client says again what it hears of others: that changes nothing, and a forged one neither.
  ben.sayPresence();
  ben.present.states.set(ann.doc.clientID, { cursor: 1 });
  ben.present.meta.set(ann.doc.clientID, { clock: 99, lastUpdated: Date.now() });
  ben.sayPresence([ann.doc.clientID]);
  const late = await connect(hub, id, { name: "Cas" });
  await until(() => expect(late.present.getStates().size).toBe(3));
  expect(late.present.getStates().get(ann.doc.clientID)).toMatchObject({ cursor: 5, user: { name: "Ann" } });
  expect(late.present.getStates().get(ben.doc.clientID)).toMatchObject({ user: { name: "Ben" } });
  ann.leave();
  await until(() => expect(late.present.getStates().has(ann.doc.clientID)).toBe(false));
  for (const client of [ann, ben, late]) client.present.destroy();
  await hub.stop();
});

test("who comes back with the same clock is seen again, and nobody else is taken for them", () => {
  const presences = createPresences(1000);
  const [first, again, thief] = [holder("Ann"), holder("Ann"), holder("Eve")];
  expect(presences.hear(first, said(7, {}))).toMatchObject([{ clock: 1 }]);
  expect(presences.leave(first)).toEqual([{ clientId: 7, clock: 2, state: "null" }]);
  expect(presences.hear(thief, said(7, {}))).toEqual([]);
  expect(presences.hear(again, said(7, {}))).toMatchObject([{ clientId: 7, clock: 3 }]);
  expect(presences.all()).toHaveLength(1);
});

test("a line that is dead and not known to be takes nothing from who came back", () => {
  const presences = createPresences(1000);
  const [dead, back] = [holder("Ann"), holder("Ann")];
  presences.hear(dead, said(7, { cursor: 1 }));
  expect(presences.hear(back, said(7, { cursor: 2 }))).toHaveLength(1);
  expect(presences.leave(dead)).toEqual([]);
  expect(presences.all()).toMatchObject([{ clientId: 7, state: expect.stringContaining('"cursor":2') }]);
});

test("one connection speaks for one client", () => {
  const presences = createPresences(1000);
  const ann = holder("Ann");
  presences.hear(ann, said(7, {}));
  expect(presences.hear(ann, said(8, {}))).toEqual([]);
  expect(presences.hear(ann, said(7, null))).toMatchObject([{ clientId: 7, state: "null" }]);
  expect(presences.all()).toEqual([]);
});

test.each([
  ["no JSON", writePresence([{ clientId: 1, clock: 1, state: "{" }])],
  ["no object", said(1, [1])],
  ["too long", said(1, { x: "y".repeat(1000) })],
  ["too many", Uint8Array.of(0xff, 0xff, 0x7f)],
  ["too short", Uint8Array.of(1, 1)],
])("a presence that is %s is refused", (_what, bytes) => {
  expect(() => createPresences(1000).hear(holder("Ann"), bytes)).toThrow(BadMessage);
});

test("what is written is read again", () => {
  const entries = [{ clientId: 2 ** 32 - 1, clock: 3, state: '{"a":"ä"}' }];
  expect(readPresence(writePresence(entries))).toEqual(entries);
});
