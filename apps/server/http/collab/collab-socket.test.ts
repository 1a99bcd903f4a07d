import { request } from "node:http";
import { accounts, administration, documents, files, sharing, signIn } from "@carbyne/domain";
import { newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as Y from "yjs";
import {
  buildDocument,
  buildPerson,
  openBare,
  openStock,
  type Person,
  type Process,
  startProcess,
} from "./processes.fixture.ts";

let ctx: TestContext;
let here: Process;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  ctx = await testContext();
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  here = await startProcess(ctx);
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(async () => {
  await here.stop();
  await ctx.close();
});

const soon = { timeout: 10_000, interval: 20 };
const until = (check: () => void) => vi.waitFor(check, soon);
const give = (id: string, to: Person, role: "read" | "write") =>
  sharing.share(ctx, ann.actor, { object: { kind: "node", id }, with: { address: to.address }, role });

test("stock y-websocket clients write one document, see each other, and find it again later", async () => {
  const id = await buildDocument(ctx, ann);
  await give(id, ben, "write");
  const one = openStock(here, { id, cookie: ann.cookie });
  const two = openStock(here, { id, cookie: ben.cookie });
  one.provider.awareness.setLocalStateField("user", { name: "Somebody else" });
  await until(() => expect([one.provider.synced, two.provider.synced]).toEqual([true, true]));
  one.text.insert(0, "Slates ");
  two.text.insert(0, "Tiles ");
  await until(() => {
    expect(one.text.length).toBe(13);
    expect(two.text.toJSON()).toBe(one.text.toJSON());
  });
  await until(() =>
    expect(two.provider.awareness.getStates().get(one.doc.clientID)).toEqual({
      user: { id: ann.accountId, name: ann.name },
    }),
  );
  const said = one.text.toJSON();
  one.leave();
  await until(() => expect(two.provider.awareness.getStates().has(one.doc.clientID)).toBe(false));
  two.leave();
  // It leaves the memory, put together, and is loaded again.
  await vi.waitFor(async () => {
    const { rows } = await ctx.db.pool.query(
      'SELECT (SELECT count(*)::int FROM "DocUpdate" WHERE "nodeId" = $1) AS "loose", "owner" FROM "Document" WHERE "nodeId" = $1',
      [id],
    );
    expect(rows).toEqual([{ loose: 0, owner: null }]);
  }, soon);
  const three = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(three.text.toJSON()).toBe(said));
  three.leave();
});

test("who is offline writes on, and it all comes together", async () => {
  const id = await buildDocument(ctx, ann);
  const one = openStock(here, { id, cookie: ann.cookie });
  const two = openStock(here, { id, cookie: ann.cookie });
  one.text.insert(0, "a");
  await until(() => expect(two.text.toJSON()).toBe("a"));
  one.provider.disconnect();
  one.text.insert(1, "b".repeat(100));
  two.text.insert(0, "c");
  one.provider.connect();
  await until(() => expect(two.text.toJSON()).toBe(`ca${"b".repeat(100)}`));
  await until(() => expect(one.text.toJSON()).toBe(two.text.toJSON()));
  one.leave();
  two.leave();
});

test("nobody, strangers and askers of what is not there are let in and told why, and no client comes back", async () => {
  const id = await buildDocument(ctx, ann);
  const folder = await files.createFolder(ctx, ann.actor, { parentId: null, name: "No document" });
  const codeOf = async (opening: Parameters<typeof openBare>[1]) => openBare(here, opening).closed;
  const [nobody, forged] = [{ cookie: "" }, { cookie: `carbyne=${"x".repeat(43)}` }];
  expect(await codeOf({ id, ...nobody })).toEqual({ code: 4401, reason: "sign-in-needed" });
  expect(await codeOf({ id, ...forged })).toEqual({ code: 4401, reason: "sign-in-needed" });
  expect(await codeOf({ id, cookie: ben.cookie })).toEqual({ code: 4404, reason: "node-unknown" });
  expect(await codeOf({ id: newId(), cookie: ann.cookie })).toEqual({ code: 4404, reason: "node-unknown" });
  expect(await codeOf({ id: folder.id, cookie: ann.cookie })).toEqual({ code: 4404, reason: "document-unknown" });
  expect(await codeOf({ id: "no-id", cookie: ann.cookie })).toEqual({ code: 4404, reason: "document-unknown" });
  expect(await codeOf({ id, epoch: 2, cookie: ann.cookie })).toEqual({ code: 4409, reason: "document-renewed" });
  const stock = openStock(here, { id, cookie: ben.cookie });
  await until(() => expect(stock.closed).toEqual([{ code: 4404, reason: "node-unknown" }]));
  expect(stock.provider.shouldConnect).toBe(false);
  stock.leave();
});

/** What an upgrade is answered with. */
function upgradeAt(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asked = request(`http://${here.address}${path}`, {
      headers: {
        cookie: ann.cookie,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-key": Buffer.alloc(16).toString("base64"),
        "sec-websocket-version": "13",
        ...headers,
      },
    });
    asked.on("response", (response) => resolve(response.statusCode));
    asked.on("upgrade", ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    asked.end();
  });
}

test("somebody of another domain finds nothing, and who is suspended is sent away and not let in again", async () => {
  const id = await buildDocument(ctx, ann);
  const system = { kind: "system", part: "test" } as const;
  await administration.createDomain(ctx, system, { name: "village.example" });
  const villager = await buildPerson(ctx, "village.example");
  expect(await openBare(here, { id, cookie: villager.cookie }).closed).toEqual({ code: 4404, reason: "node-unknown" });
  const cas = await buildPerson(ctx);
  await give(id, cas, "write");
  const open = openStock(here, { id, cookie: cas.cookie });
  await until(() => expect(open.provider.synced).toBe(true));
  await administration.setAccountState(ctx, system, { id: cas.accountId, state: "suspended" });
  await until(() => expect(open.closed).toMatchObject([{ code: 4401 }]));
  expect(await openBare(here, { id, cookie: cas.cookie }).closed).toEqual({ code: 4401, reason: "sign-in-needed" });
  open.leave();
});

test("a page of another site does not get a socket, and there are sockets at these addresses alone", async () => {
  const id = await buildDocument(ctx, ann);
  const evil = { origin: "https://evil.example" };
  expect(await upgradeAt(`/collab/${id}/1`, { origin: `http://${here.address}` })).toBe(101);
  expect(await upgradeAt(`/collab/${id}/1`, evil)).toBe(403);
  expect(await upgradeAt("/trpc-ws")).toBe(101);
  expect(await upgradeAt("/trpc-ws", evil)).toBe(403);
  expect(await upgradeAt("/collab")).toBe(404);
  expect(await upgradeAt("/elsewhere")).toBe(404);
});

test("a reader sees all that is written, and writes nothing", async () => {
  const id = await buildDocument(ctx, ann);
  await give(id, ben, "read");
  const writer = openStock(here, { id, cookie: ann.cookie });
  const reader = openStock(here, { id, cookie: ben.cookie });
  writer.text.insert(0, "Slates");
  await until(() => expect(reader.text.toJSON()).toBe("Slates"));
  reader.text.insert(0, "x");
  await until(() => expect(reader.closed).toEqual([{ code: 4403, reason: "document-read-only" }]));
  writer.text.insert(6, "!");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(writer.text.toJSON()).toBe("Slates!");
  writer.leave();
  reader.leave();
});

test("a share that is made less, or taken back, and a session that ends count in mid-edit", async () => {
  const id = await buildDocument(ctx, ann);
  const { id: shareId } = await give(id, ben, "write");
  const first = openStock(here, { id, cookie: ben.cookie });
  await until(() => expect(first.provider.synced).toBe(true));
  await give(id, ben, "read");
  await until(() => expect(first.closed).toEqual([{ code: 4403, reason: "document-read-only" }]));
  const second = openStock(here, { id, cookie: ben.cookie });
  await until(() => expect(second.provider.synced).toBe(true));
  await sharing.revokeShare(ctx, ann.actor, { id: shareId });
  await until(() => expect(second.closed).toEqual([{ code: 4404, reason: "node-unknown" }]));
  const guest = await buildPerson(ctx);
  await give(id, guest, "write");
  const third = openStock(here, { id, cookie: guest.cookie });
  await until(() => expect(third.provider.synced).toBe(true));
  if (guest.actor.kind === "user") await signIn.closeSession(ctx, guest.actor, guest.actor.tokenId ?? "");
  await until(() => expect(third.closed).toEqual([{ code: 4401, reason: "session-ended" }]));
  const own = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(own.provider.synced).toBe(true));
  await files.trashNodes(ctx, ann.actor, { ids: [id] });
  await until(() => expect(own.closed).toEqual([{ code: 4409, reason: "node-in-trash" }]));
  for (const client of [first, second, third, own]) client.leave();
});

test("what is no message, too long, or far too long ends its own line alone", async () => {
  const id = await buildDocument(ctx, ann);
  const writer = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(writer.provider.synced).toBe(true));
  const send = async (what: string | Uint8Array) => {
    const { socket, opened, closed } = openBare(here, { id, cookie: ann.cookie });
    await opened;
    socket.send(what);
    return closed;
  };
  expect(await send(Uint8Array.of(0, 2, 5, 1))).toEqual({ code: 4400, reason: "bad-message" });
  expect(await send("hello")).toEqual({ code: 4400, reason: "bad-message" });
  expect(await send(new Uint8Array(6 * 1024 * 1024))).toEqual({ code: 4413, reason: "frame-too-large" });
  expect((await send(new Uint8Array(11 * 1024 * 1024))).code).toBe(1009);
  writer.text.insert(0, "on");
  const other = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(other.text.toJSON()).toBe("on"));
  writer.leave();
  other.leave();
});

test("a document that is made anew is opened at its new address, and nothing of the old comes in", async () => {
  const id = await buildDocument(ctx, ann);
  const old = openStock(here, { id, cookie: ann.cookie });
  old.text.insert(0, "old");
  await until(() => expect(old.provider.synced).toBe(true));
  const made = new Y.Doc();
  made.getText("text").insert(0, "new");
  const { epoch } = await documents.renewDocument(ctx, ann.actor, { id, state: Y.encodeStateAsUpdate(made) });
  await until(() => expect(old.closed).toEqual([{ code: 4409, reason: "document-renewed" }]));
  const next = openStock(here, { id, cookie: ann.cookie, epoch });
  await until(() => expect(next.text.toJSON()).toBe("new"));
  old.leave();
  next.leave();
});
