import { expect, test } from "vitest";
import * as Y from "yjs";
import { buildHub, type Client, connect, until } from "./client.fixture.ts";
import { createMemoryStores } from "./memory-store.ts";

const id = "d1";

function setUp(options: Parameters<typeof buildHub>[1] = {}) {
  const stores = createMemoryStores();
  stores.create(id);
  const process = stores.process("one");
  return { stores, process, hub: buildHub(process, options) };
}

const shows = (client: Client, text: string) => until(() => expect(client.text.toJSON()).toBe(text));
const holds = (mark: () => boolean) => until(() => expect(mark()).toBe(true));

test("two clients that write at once have the same text, and so has the store", async () => {
  const { stores, hub } = setUp();
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben" })];
  ann.text.insert(0, "Slates ");
  ben.text.insert(0, "Tiles ");
  await until(() => {
    expect(ann.text.toJSON()).toHaveLength(13);
    expect(ben.text.toJSON()).toBe(ann.text.toJSON());
  });
  await holds(ann.mark());
  expect(stores.textOf(id)).toBe(ann.text.toJSON());
  await hub.stop();
});

test("what several write at the same moment comes to each as one message, and what one writes not to them", async () => {
  const { hub } = setUp();
  const people = await Promise.all(["Ann", "Ben", "Cem"].map((name) => connect(hub, id, { name })));
  const [ann, ben, cem] = people as [Client, Client, Client];
  const came = people.map(() => 0);
  for (const [at, { doc }] of people.entries())
    doc.on("beforeTransaction", ({ origin }: Y.Transaction) => {
      if (origin === "server") came[at] = (came[at] ?? 0) + 1;
    });
  await new Promise((resolve) => setTimeout(resolve, 30));
  came.fill(0);
  ann.text.insert(0, "a");
  ann.text.insert(1, "b");
  await shows(cem, "ab");
  expect(came).toEqual([0, 1, 1]);
  ann.text.insert(2, "c");
  ben.doc.getText("more").insert(0, "d");
  await until(() => expect(came).toEqual([1, 2, 2]));
  for (const { doc, text } of people) expect([text.toJSON(), doc.getText("more").toJSON()]).toEqual(["abc", "d"]);
  await hub.stop();
});

test("nobody gets an empty document while it is read from the store", async () => {
  const { stores, process, hub } = setUp();
  const first = await connect(hub, id);
  first.text.insert(0, "there");
  await hub.stop();
  const slow = buildHub({
    ...process,
    store: {
      ...process.store,
      load: async (...asked) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return process.store.load(...asked);
      },
    },
  });
  const clients = await Promise.all([connect(slow, id), connect(slow, id)]);
  for (const client of clients) await shows(client, "there");
  expect(stores.textOf(id)).toBe("there");
  await slow.stop();
});

test("what was kept is there after a process has died, and once", async () => {
  const { stores, process, hub } = setUp({ idleMs: 10_000 });
  const ann = await connect(hub, id);
  ann.text.insert(0, "kept");
  await holds(ann.mark());
  ann.text.insert(4, " and perhaps not");
  // Nothing is flushed: the process is gone, and what it held is free.
  process.letGo();
  const next = buildHub(stores.process("two"));
  const back = await connect(next, id, { doc: ann.doc });
  await holds(back.mark());
  expect(stores.textOf(id)).toBe("kept and perhaps not");
  const stranger = await connect(next, id, { name: "Ben" });
  await shows(stranger, "kept and perhaps not");
  await next.stop();
});

test("a mark is answered when what came before it is kept, and not while the store is away", async () => {
  const { stores, process, hub } = setUp();
  const [ann, ben] = [await connect(hub, id), await connect(hub, id)];
  ann.text.insert(0, "before ");
  await holds(ann.mark());
  process.cutOff();
  ann.text.insert(7, "meanwhile");
  await shows(ben, "before meanwhile");
  const mark = ann.mark();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(mark()).toBe(false);
  expect(stores.textOf(id)).toBe("before ");
  process.comeBack();
  await holds(mark);
  expect(stores.textOf(id)).toBe("before meanwhile");
  expect(ann.closed).toEqual([]);
  await hub.stop();
});

test("many changes are written in few updates, and put together when they are many", async () => {
  const { stores, hub } = setUp({ compactAfter: { updates: 10, bytes: 1_000_000 } });
  const ann = await connect(hub, id);
  for (let i = 0; i < 100; i++) ann.text.insert(i, "x");
  await holds(ann.mark());
  expect(stores.countLoose(id)).toBeLessThan(5);
  for (let i = 0; i < 15; i++) {
    ann.text.insert(0, "y");
    await holds(ann.mark());
  }
  await until(() => expect(stores.countLoose(id)).toBeLessThan(11));
  expect(stores.textOf(id)).toBe(`${"y".repeat(15)}${"x".repeat(100)}`);
  await hub.stop();
});

test("a document leaves the memory when all have left, put together and free for others", async () => {
  const { stores, hub } = setUp();
  const ann = await connect(hub, id);
  ann.text.insert(0, "one");
  await holds(ann.mark());
  ann.text.insert(3, " two");
  ann.leave();
  await until(() => expect(hub.size()).toBe(0));
  expect(stores.countLoose(id)).toBe(0);
  expect(stores.textOf(id)).toBe("one two");
  const other = buildHub(stores.process("two"));
  await shows(await connect(other, id), "one two");
  await other.stop();
  await shows(await connect(hub, id), "one two");
  await hub.stop();
});

test("one process at a time owns a document, and says who it is", async () => {
  const { stores, hub } = setUp();
  await connect(hub, id);
  const other = buildHub(stores.process("two"));
  expect(await other.open(id)).toEqual({ status: "elsewhere", owner: "one", address: "one" });
  expect(await other.open("no such")).toEqual({ status: "missing" });
  await hub.stop();
  expect(await other.open(id)).toMatchObject({ status: "open" });
  await other.stop();
});

test("a process that lost a document to another one writes what it had, sends its clients there, and nothing is lost", async () => {
  const { stores, process, hub } = setUp();
  const ann = await connect(hub, id);
  ann.text.insert(0, "a");
  await holds(ann.mark());
  process.cutOff();
  ann.text.insert(1, "b");
  const other = buildHub(stores.process("two"));
  const ben = await connect(other, id);
  await shows(ben, "a");
  ben.text.insert(0, "c");
  await holds(ben.mark());
  process.comeBack();
  await until(() => expect(ann.closed).toEqual([{ code: 4503, reason: "document-moved" }]));
  await shows(ben, "cab");
  await shows(await connect(other, id, { doc: ann.doc }), "cab");
  await other.stop();
  expect(stores.textOf(id)).toBe("cab");
  await hub.stop();
});

test("a claim that is lost while the document is read is claimed again", async () => {
  const { stores, process } = setUp();
  const claims: string[] = [];
  const hub = buildHub({
    ...process,
    store: {
      ...process.store,
      async claim(asked) {
        const claim = await process.store.claim(asked);
        claims.push(claim.status);
        return claim;
      },
      async load(...asked) {
        if (claims.length === 1) process.cutOff();
        process.comeBack();
        return process.store.load(...asked);
      },
    },
  });
  const ann = await connect(hub, id);
  ann.text.insert(0, "a");
  await holds(ann.mark());
  await until(() => expect(claims).toEqual(["owned", "owned"]));
  expect(await stores.process("two").store.claim(id)).toMatchObject({ status: "elsewhere" });
  await hub.stop();
});

test("what another process wrote in between is read before anything is put together", async () => {
  const { stores, hub } = setUp({ compactAfter: { updates: 2, bytes: 1_000_000 } });
  const ann = await connect(hub, id);
  ann.text.insert(0, "a");
  await holds(ann.mark());
  const foreign = new Y.Doc();
  foreign.getText("text").insert(0, "foreign ");
  // A process that nobody told of: its signal was lost.
  const quiet = stores.process("one").store;
  await quiet.append(id, { epoch: 1, updates: [{ authorId: null, bytes: Y.encodeStateAsUpdate(foreign) }] });
  for (const letter of "bcdef") {
    ann.text.insert(ann.text.length, letter);
    await holds(ann.mark());
  }
  await until(() => expect(ann.text.toJSON()).toContain("foreign "));
  await hub.stop();
  expect(stores.countLoose(id)).toBe(0);
  expect(stores.textOf(id).replace("foreign ", "")).toBe("abcdef");
});

test("of a document that was made anew its clients are told, and none of the old comes back", async () => {
  const { stores, hub } = setUp();
  const ann = await connect(hub, id);
  ann.text.insert(0, "old");
  await holds(ann.mark());
  const made = new Y.Doc();
  made.getText("text").insert(0, "new");
  stores.renew(id, Y.encodeStateAsUpdate(made));
  await until(() => expect(ann.closed).toEqual([{ code: 4409, reason: "document-renewed" }]));
  const ben = await connect(hub, id);
  await shows(ben, "new");
  const opened = await hub.open(id);
  expect(opened.status === "open" && opened.document.epoch).toBe(2);
  await hub.stop();
});

test("of a document that is gone its clients are told when they write", async () => {
  const { stores, hub } = setUp();
  const ann = await connect(hub, id);
  stores.remove(id);
  ann.text.insert(0, "x");
  await until(() => expect(ann.closed).toEqual([{ code: 4404, reason: "document-unknown" }]));
  await hub.stop();
});
