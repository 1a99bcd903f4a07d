import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { buildHub, type Client, connect, mulberry, until } from "./client.fixture.ts";
import { createMemoryStores } from "./memory-store.ts";

const id = "d1";
const stores = createMemoryStores({ maxBytes: 20_000 });
let hub: ReturnType<typeof buildHub>;
let process: ReturnType<typeof stores.process>;

beforeEach(() => {
  stores.create(id);
  process = stores.process("one");
  hub = buildHub(process);
});
afterEach(() => hub.stop());

const shows = (client: Client, text: string) => until(() => expect(client.text.toJSON()).toBe(text));
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));
/** An update by a document of its own. */
function updateOf(work: (doc: Y.Doc) => void, doc = new Y.Doc()): Uint8Array {
  work(doc);
  return Y.encodeStateAsUpdate(doc);
}

test("who may only read sees everything, and what they write is refused and reaches nobody", async () => {
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben", mayWrite: false })];
  ann.text.insert(0, "Slates");
  await shows(ben, "Slates");
  ben.text.insert(0, "x");
  expect(ben.closed).toEqual([{ code: 4403, reason: "document-read-only" }]);
  await settled();
  expect(ann.text.toJSON()).toBe("Slates");
});

test("who may only read may say again what is there", async () => {
  const ann = await connect(hub, id);
  ann.text.insert(0, "Slates");
  const ben = await connect(hub, id, { name: "Ben", mayWrite: false });
  await shows(ben, "Slates");
  ben.sendUpdate(Y.encodeStateAsUpdate(ben.doc));
  expect(ben.closed).toEqual([]);
});

test("a right that is given or taken away while somebody is there holds from then on", async () => {
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben", mayWrite: false })];
  ben.connection.setMayWrite(true);
  ben.text.insert(0, "now ");
  await shows(ann, "now ");
  ben.connection.setMayWrite(false);
  ben.text.insert(0, "later ");
  expect(ben.closed).toEqual([{ code: 4403, reason: "document-read-only" }]);
  await settled();
  expect(ann.text.toJSON()).toBe("now ");
});

test("a document takes as much as it may, and deletions make room again", async () => {
  const ann = await connect(hub, id);
  ann.text.insert(0, "x".repeat(19_000));
  expect(ann.closed).toEqual([]);
  const ben = await connect(hub, id, { name: "Ben" });
  await until(() => expect(ben.text.length).toBe(19_000));
  ben.text.insert(0, "y".repeat(2000));
  expect(ben.closed).toEqual([{ code: 4413, reason: "document-too-large" }]);
  await settled();
  expect(ann.text.length).toBe(19_000);
  ann.text.delete(0, 18_000);
  ann.text.insert(0, "z".repeat(5000));
  expect(ann.closed).toEqual([]);
  const cas = await connect(hub, id, { name: "Cas" });
  await until(() => expect(cas.text.length).toBe(6000));
});

test("a message that is too long ends its own connection alone", async () => {
  hub = buildHub(stores.process("one"), { limits: { frameBytes: 1000 } });
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben" })];
  ann.text.insert(0, "x".repeat(2000));
  expect(ann.closed).toEqual([{ code: 4413, reason: "frame-too-large" }]);
  ben.text.insert(0, "on");
  await shows(await connect(hub, id), "on");
});

test("who sends too much is read later, and others are not kept waiting", async () => {
  hub = buildHub(stores.process("one"), { limits: { messages: { perSecond: 100, burst: 50 } } });
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben" })];
  for (let i = 0; i < 150; i++) ann.text.insert(0, "x");
  expect(ann.isPaused()).toBe(true);
  expect(ben.isPaused()).toBe(false);
  await until(() => expect(ann.isPaused()).toBe(false));
  expect(ann.closed).toEqual([]);
});

test("a client that fetches nothing is sent away before it fills the memory", async () => {
  hub = buildHub(stores.process("one"), { limits: { unsentBytes: 10_000 } });
  const ann = await connect(hub, id);
  const deaf = await connect(hub, id, { name: "Ben", takes: false });
  for (let i = 0; i < 12; i++) {
    ann.text.insert(0, "x".repeat(1000));
    // What comes in one turn of the loop is one message.
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(deaf.closed).toEqual([{ code: 4503, reason: "reader-too-slow" }]);
  expect(ann.closed).toEqual([]);
});

test("no more come in than a document has places", async () => {
  hub = buildHub(stores.process("one"), { limits: { connections: 2 } });
  await connect(hub, id);
  await connect(hub, id);
  expect((await connect(hub, id)).closed).toEqual([{ code: 4503, reason: "document-full" }]);
});

test("changes that the store does not take are kept up to a limit", async () => {
  hub = buildHub(process, { limits: { unsavedBytes: 5000 } });
  const ann = await connect(hub, id);
  process.cutOff();
  for (let i = 0; i < 6 && ann.closed.length === 0; i++) ann.text.insert(0, "x".repeat(1000));
  expect(ann.closed).toEqual([{ code: 4503, reason: "document-unsaved" }]);
  process.comeBack();
});

test("an update whose beginning did not come waits for it, and no mark says that it is kept", async () => {
  const source = new Y.Doc();
  const parts: Uint8Array[] = [];
  source.on("update", (update: Uint8Array) => void parts.push(update));
  source.getText("text").insert(0, "a");
  source.getText("text").insert(1, "b");
  const ann = await connect(hub, id);
  ann.sendUpdate(parts[1] ?? new Uint8Array());
  const mark = ann.mark();
  const ben = await connect(hub, id, { name: "Ben" });
  ben.text.insert(0, "other ");
  await until(() => expect(ben.mark()()).toBe(false));
  const others = ben.mark();
  await until(() => expect(others()).toBe(true));
  expect(mark()).toBe(false);
  ann.sendUpdate(parts[0] ?? new Uint8Array());
  await until(() => expect(mark()).toBe(true));
  expect(stores.textOf(id)).toContain("ab");
});

test("updates whose beginning never comes do not pile up", async () => {
  hub = buildHub(stores.process("one"), { limits: { pendingBytes: 3000 } });
  const ann = await connect(hub, id);
  for (let i = 0; i < 10 && ann.closed.length === 0; i++) {
    const parts: Uint8Array[] = [];
    const source = new Y.Doc();
    source.on("update", (update: Uint8Array) => void parts.push(update));
    source.getText("text").insert(0, "a");
    source.getText("text").insert(1, "b".repeat(1000));
    ann.sendUpdate(parts[1] ?? new Uint8Array());
  }
  expect(ann.closed).toEqual([{ code: 4400, reason: "bad-message" }]);
});

test.each([
  ["nothing", []],
  ["an unknown type", [7, 0]],
  ["a permission, which only servers send", [2, 0, 1, 97]],
  ["an unknown step", [0, 9, 0]],
  ["a length beyond the end", [0, 2, 0xff, 0xff, 0xff, 0x7f, 1]],
  ["a number without end", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ["something behind it", [3, 0]],
  ["an update that is none", [0, 2, 3, 9, 9, 9]],
  ["a state vector that is none", [0, 0, 2, 9, 9]],
  ["a presence that is none", [1, 2, 9, 9]],
])("%s ends the connection with 4400, and the document goes on", async (_name, bytes) => {
  const [ann, ben] = [await connect(hub, id), await connect(hub, id, { name: "Ben" })];
  ann.connection.receive(Uint8Array.from(bytes));
  expect(ann.closed).toEqual([{ code: 4400, reason: "bad-message" }]);
  ben.text.insert(0, "on");
  await shows(await connect(hub, id), "on");
});

test("a struct that claims to be endless, and a document in a document, are refused", async () => {
  const ann = await connect(hub, id);
  const endless = encoding.encode((encoder) => {
    // One client, one struct from clock 0: a GC (type 0) of an absurd length; no deletions.
    for (const number of [1, 1, 77, 0, 0, 2 ** 40, 0]) encoding.writeVarUint(encoder, number);
  });
  ann.sendUpdate(endless);
  expect(ann.closed).toEqual([{ code: 4400, reason: "bad-message" }]);
  const ben = await connect(hub, id, { name: "Ben" });
  ben.sendUpdate(updateOf((doc) => void doc.getMap("m").set("sub", new Y.Doc())));
  expect(ben.closed).toEqual([{ code: 4400, reason: "bad-message" }]);
  const cas = await connect(hub, id, { name: "Cas" });
  cas.text.insert(0, "on");
  await shows(await connect(hub, id), "on");
});

/** Every seed that once mattered, and a stretch of others. */
test("messages that are changed at random never break the document", async () => {
  hub = buildHub(stores.process("one"), { limits: { pendingBytes: 2000 } });
  const good = updateOf((doc) => {
    doc.getText("text").insert(0, "Slates and tiles");
    doc.getText("text").format(0, 6, { bold: true });
    doc.getMap("m").set("k", { a: [1, "two", null] });
    doc.getXmlFragment("x").insert(0, [new Y.XmlElement("p")]);
    doc.getText("text").delete(3, 4);
  });
  const frame = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint8Array(encoder, good);
  });
  for (let seed = 1; seed <= 2000; seed++) {
    const random = mulberry(seed);
    const bytes = frame.slice(0, 1 + Math.floor(random() * frame.length));
    for (let i = 0; i < 1 + random() * 4; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const client = await connect(hub, id, { name: `n${seed}` });
    client.connection.receive(bytes);
    expect([[], [4400], [4413]]).toContainEqual(client.closed.map(({ code }) => code));
    client.leave();
  }
  const ann = await connect(hub, id);
  ann.doc.getText("fresh").insert(0, "on");
  const ben = await connect(hub, id, { name: "Ben" });
  await until(() => expect(ben.doc.getText("fresh").toJSON()).toBe("on"));
  const mark = ann.mark();
  await until(() => expect(mark()).toBe(true));
});
