import { accounts, chat, documents, files } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
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
let there: Process;
let ann: Person;
beforeAll(async () => {
  ctx = await testContext();
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [here, there] = [await startProcess(ctx), await startProcess(ctx)];
  ann = await buildPerson(ctx);
});
afterAll(async () => {
  await there.stop();
  await here.stop();
  await ctx.close();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
type Terms = Omit<Parameters<typeof files.createLink>[2], "nodeId">;

const open = { kind: "collaborate", role: "write", isForVisitors: true } as const;
const linkOn = (nodeId: string, terms: Terms) => files.createLink(ctx, ann.actor, { nodeId, ...terms });
const at = ({ address }: Process, kind: "s" | "r", token: string) => ({
  url: `ws://${address}/${kind}/${token}/collab`,
});

/** What a browser keeps of somebody who came by a link and said a name. */
async function named(token: string, name: string): Promise<string> {
  const visitor = await files.enterLink(ctx, { token, pass: undefined });
  const { secret } = await files.nameVisitor(ctx, visitor, { name, ip: "192.0.2.9" });
  return `carbyne-link-visitor=${secret}`;
}

/** Opens a document by a link, at whichever process. */
const visit = (token: string, opening: { id: string; cookie: string }, process = here) =>
  openStock(at(process, "s", token), opening);

test("by a link that is for visitors somebody without an account writes, is seen as a guest, and is named in the history", async () => {
  const id = await buildDocument(ctx, ann);
  const { id: linkId, token } = await linkOn(id, open);
  const owner = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(owner.provider.synced).toBe(true));
  const cookie = await named(token, "  Gus\u0000 \n Roofer ");
  // By another process than the one that has it.
  const gus = visit(token, { id, cookie }, there);
  gus.provider.awareness.setLocalStateField("user", { name: "Ann", isGuest: false });
  await until(() => expect(gus.provider.synced).toBe(true));
  gus.text.insert(0, "Slates");
  await until(() => expect(owner.text.toJSON()).toBe("Slates"));
  await until(() =>
    expect(owner.provider.awareness.getStates().get(gus.doc.clientID)).toEqual({
      user: { id: expect.any(String), name: "Gus Roofer", isGuest: true },
    }),
  );
  const kept = gus.mark();
  await until(() => expect(kept()).toBe(true));
  await documents.nameVersion(ctx, ann.actor, { id, name: "By Gus" });
  const { versions } = await documents.listDocumentVersions(ctx, ann.actor, { id });
  expect(versions[0]?.authors).toEqual([{ id: expect.any(String), name: "Gus Roofer", isGuest: true }]);
  await files.revokeLink(ctx, ann.actor, { id: linkId });
  await until(() => expect(gus.closed).toEqual([{ code: 4404, reason: "link-unknown" }]));
  expect(gus.provider.shouldConnect).toBe(false);
  expect(owner.closed).toEqual([]);
  gus.leave();
  owner.leave();
});

test("who says no name, or came by a link to read, comment or fetch, reads what is written and writes nothing", async () => {
  const id = await buildDocument(ctx, ann);
  const owner = openStock(here, { id, cookie: ann.cookie });
  owner.text.insert(0, "Slates");
  const [write, comment, view, fetching] = [
    await linkOn(id, open),
    await linkOn(id, { ...open, role: "comment" }),
    await linkOn(id, { kind: "view" }),
    await linkOn(id, { kind: "download" }),
  ];
  const visitors = [
    visit(write.token, { id, cookie: "" }),
    visit(comment.token, { id, cookie: await named(comment.token, "Gus") }),
    visit(view.token, { id, cookie: await named(view.token, "Gus") }),
    // What a browser is known by at one link is nothing at another one.
    visit(write.token, { id, cookie: await named(view.token, "Gus") }),
    visit(fetching.token, { id, cookie: "" }),
  ];
  for (const visitor of visitors) {
    await until(() => expect(visitor.text.toJSON()).toBe("Slates"));
    visitor.text.insert(0, "x");
    await until(() => expect(visitor.closed).toEqual([{ code: 4403, reason: "document-read-only" }]));
    visitor.leave();
  }
  expect(owner.text.toJSON()).toBe("Slates");
  owner.leave();
});

test("a link leads to its document or what lies in its folder, to nothing else, and not where it asks for a code or an account", async () => {
  const folder = await files.createFolder(ctx, ann.actor, { parentId: null, name: "Council" });
  const { id: inside } = await documents.createDocument(ctx, ann.actor, {
    parentId: folder.id,
    name: "In",
    kind: "text",
  });
  const beside = await buildDocument(ctx, ann);
  const codeOf = (token: string, id: string) => openBare(at(here, "s", token), { id, cookie: "" }).closed;
  const { token } = await linkOn(folder.id, open);
  const gus = visit(token, { id: inside, cookie: await named(token, "Gus") });
  await until(() => expect(gus.provider.synced).toBe(true));
  expect(await codeOf(token, beside)).toEqual({ code: 4404, reason: "node-unknown" });
  expect(await codeOf(token, folder.id)).toEqual({ code: 4404, reason: "document-unknown" });
  const unknown = { code: 4404, reason: "node-unknown" };
  expect(await codeOf((await linkOn(folder.id, { kind: "collaborate", role: "write" })).token, inside)).toEqual(
    unknown,
  );
  expect(await codeOf((await linkOn(folder.id, { kind: "upload" })).token, inside)).toEqual(unknown);
  expect(await codeOf("A".repeat(32), inside)).toEqual({ code: 4404, reason: "link-unknown" });
  const coded = await linkOn(inside, { ...open, code: "a long code" });
  expect(await codeOf(coded.token, inside)).toEqual({ code: 4403, reason: "link-code-needed" });
  await files.moveNodes(ctx, ann.actor, {
    ids: [inside],
    parentId: (await files.listFolder(ctx, ann.actor, { id: null })).folder.id,
  });
  await until(() => expect(gus.closed).toEqual([unknown]));
  gus.leave();
});

test("a link that lets less be done, or asks for another code, counts in mid-edit", async () => {
  const id = await buildDocument(ctx, ann);
  const { id: linkId, token } = await linkOn(id, open);
  const cookie = await named(token, "Gus");
  const first = visit(token, { id, cookie });
  await until(() => expect(first.provider.synced).toBe(true));
  await files.changeLink(ctx, ann.actor, { id: linkId, role: "read" });
  await until(() => expect(first.closed).toEqual([{ code: 4403, reason: "document-read-only" }]));
  await files.changeLink(ctx, ann.actor, { id: linkId, role: "write" });
  const second = visit(token, { id, cookie });
  await until(() => expect(second.provider.synced).toBe(true));
  await files.changeLink(ctx, ann.actor, { id: linkId, code: "a long code" });
  await until(() => expect(second.closed).toEqual([{ code: 4403, reason: "document-read-only" }]));
  for (const visitor of [first, second]) visitor.leave();
});

test("a guest of a room reads a document that was sent there, and no other, until they are out", async () => {
  const own = await buildDocument(ctx, ann);
  const { id: roomId } = await chat.createRoom(ctx, ann.actor, { kind: "group", name: "Roof", people: [] });
  const terms = { address: null, withHistory: true, mayUpload: true, expiresAt: null, mostUses: null, origin: "" };
  const { id: inviteId, token } = await chat.createInvite(ctx, ann.actor, { roomId, ...terms });
  const { secret } = await chat.enterRoom(ctx, { token, name: "Gus", ip: "192.0.2.8" });
  const cookie = `carbyne-guest=${secret}`;
  const [attached] = await chat.attachOwn(ctx, ann.actor, { roomId, ids: [own] });
  const id = attached?.id ?? "";
  const closeOf = (opening: { id: string; cookie: string }) => openBare(at(here, "r", token), opening).closed;
  expect(await closeOf({ id, cookie })).toEqual({ code: 4404, reason: "node-unknown" });
  await chat.sendMessage(ctx, ann.actor, { roomId, key: "key-00000001", text: "Look", attachments: [{ id }] });
  expect(await closeOf({ id: own, cookie })).toEqual({ code: 4404, reason: "node-unknown" });
  expect(await closeOf({ id, cookie: "" })).toEqual({ code: 4401, reason: "invite-enter-first" });
  const guest = openStock(at(here, "r", token), { id, cookie });
  const owner = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(guest.provider.synced).toBe(true));
  guest.provider.awareness.setLocalStateField("cursor", 1);
  await until(() =>
    expect(owner.provider.awareness.getStates().get(guest.doc.clientID)).toMatchObject({
      user: { name: "Gus", isGuest: true },
    }),
  );
  const visitor: Actor | null = await chat.findGuest(ctx, { token, secret });
  expect(visitor && (await documents.getDocument(ctx, visitor, { id }))).toMatchObject({ mayWrite: false });
  await chat.revokeInvite(ctx, ann.actor, { id: inviteId });
  await until(() => expect(guest.closed).toMatchObject([{ code: 4404 }]));
  guest.leave();
  owner.leave();
});
