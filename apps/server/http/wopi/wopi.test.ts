import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, files, outside, settings, sharing, signIn, wopi } from "@carbyne/domain";
import { type Actor, newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";

let ctx: TestContext;
let server: Server;
let office: Server;
let origin: string;
let officeUrl: string;
const asked: string[] = [];

const listen = async (made: Server) => {
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  const plain = await testContext();
  // An office program as it tells of itself, and as much of one as is needed.
  office = createServer((request, response) => {
    asked.push(request.url ?? "");
    const action = (name: string, ext: string) =>
      `<action ext="${ext}" name="${name}" urlsrc="${officeUrl}/${name}.html?&lt;ui=UI_LLCC&amp;&gt;"/>`;
    response.end(
      `<wopi-discovery>${action("edit", "docx")}${action("view", "docx")}${action("view", "pdf")}</wopi-discovery>`,
    );
  });
  officeUrl = await listen(office);
  const guard = outside.createOutside({
    isAllowed: outside.readAllowed([officeUrl.replace("http://", "")]),
    resolve: () => Promise.resolve([]),
    connectMail: () => Promise.reject(new Error("nobody is asked in tests")),
  });
  ctx = { ...plain, outside: guard };
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  const tls = {
    cert: "",
    key: "",
    isSelfSigned: true,
    onChange() {},
    replace() {},
    current: () => {
      throw new Error("no listener here");
    },
  };
  const app = { ctx, env: readEnv({}), log: ctx.log, hostname: "mail.town.example", version: "0", tls };
  const pages = { handle: async () => {}, close: async () => {} };
  const handler = createHandler(app, pages);
  server = createServer((request, response) => void handler(request, response));
  origin = await listen(server);
});
afterAll(async () => {
  for (const one of [server, office]) {
    one.closeAllConnections();
    await new Promise((resolve) => one.close(resolve));
  }
  await ctx.close();
});

const turnOn = (url: string | null) => settings.writeSetting(ctx, { scope: "global" }, "wopi.url", url);

let counter = 0;
async function buildPerson() {
  const address = `o${++counter}@town.example`;
  const { accountId } = await accounts.createAccount(ctx, {
    address,
    name: `Person ${counter}`,
    password: "long enough pw",
  });
  const found = await signIn.findSession(ctx, await signIn.openSession(ctx, accountId, {}));
  const actor: Actor = found ?? { kind: "user", accountId };
  return { actor, accountId, address };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

async function buildFile({ actor }: Person, name = "Offer.docx", text = "first"): Promise<string> {
  const data = Buffer.from(text);
  const put = { parentId: null, name, sizeBytes: data.length, whenTaken: "both", data } as const;
  return (await files.putSmallFile(ctx, actor, put)).nodeId;
}

/** Opens a file as a page does, and asks about it as the office program does. */
async function openAs({ actor }: Person, id: string) {
  const opened = await wopi.openInOffice(ctx, actor, { id, origin, language: "de" });
  const ask = (method: string, headers: Record<string, string> = {}, body?: string, rest = "") =>
    fetch(`${origin}/wopi/files/${id}${rest}?access_token=${opened.accessToken}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  const doing = (verb: string, lock: string, more: Record<string, string> = {}) =>
    ask("POST", { "x-wopi-override": verb, ...(lock === "" ? {} : { "x-wopi-lock": lock }), ...more });
  const put = (body: string, headers: Record<string, string> = {}) =>
    ask("POST", { "x-wopi-override": "PUT", ...headers }, body, "/contents");
  return { ...opened, ask, doing, put };
}
const outcome = async (response: Promise<Response>) => {
  const { status, headers } = await response;
  return [status, headers.get("x-wopi-lock")];
};

test("nothing of it is there until an administrator names an office program", async () => {
  const ann = await buildPerson();
  const id = await buildFile(ann);
  await expect(wopi.openInOffice(ctx, ann.actor, { id, origin })).rejects.toMatchObject({ reason: "office-off" });
  await turnOn(officeUrl);
  const { ask } = await openAs(ann, id);
  expect((await ask("GET")).status).toBe(200);
  await turnOn(null);
  expect((await ask("GET")).status).toBe(404);
});

test("a file is opened where the program says, told of, read, locked, changed and unlocked", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  const id = await buildFile(ann);
  const { url, mayWrite, accessTokenTtl, ask, doing, put } = await openAs(ann, id);
  expect([url, mayWrite]).toEqual([
    `${officeUrl}/edit.html?WOPISrc=${encodeURIComponent(`${origin}/wopi/files/${id}`)}&lang=de`,
    true,
  ]);
  expect(accessTokenTtl).toBe(ctx.clock.now().getTime() + 4 * 3_600_000);
  expect(asked.filter((one) => one === "/hosting/discovery").length).toBe(1);
  const before = (await (await ask("GET")).json()) as { Version: string };
  expect(before).toMatchObject({
    BaseFileName: "Offer.docx",
    Size: 5,
    UserId: ann.accountId,
    UserCanWrite: true,
    SupportsLocks: true,
    SHA256: expect.stringMatching(/^[\w+/]{43}=$/),
  });
  const content = await ask("GET", {}, undefined, "/contents");
  expect([await content.text(), content.headers.get("x-wopi-itemversion")]).toEqual(["first", before.Version]);
  expect((await ask("GET", { "x-wopi-maxexpectedsize": "4" }, undefined, "/contents")).status).toBe(412);
  // Without a lock only what is empty is written.
  expect(await outcome(put("no"))).toEqual([409, ""]);
  expect(await outcome(doing("LOCK", "a"))).toEqual([200, null]);
  const saved = await put("second", { "x-wopi-lock": "a" });
  expect(saved.status).toBe(200);
  const after = (await (await ask("GET")).json()) as { Version: string };
  expect([saved.headers.get("x-wopi-itemversion"), after.Version === before.Version]).toEqual([after.Version, false]);
  expect(await (await ask("GET", {}, undefined, "/contents")).text()).toBe("second");
  expect(await outcome(put("no", { "x-wopi-lock": "b" }))).toEqual([409, "a"]);
  expect(await outcome(put("no"))).toEqual([409, "a"]);
  expect(await outcome(doing("UNLOCK", "a"))).toEqual([200, null]);
  expect((await files.listVersions(ctx, ann.actor, { id })).map((one) => one.sizeBytes)).toEqual([6, 5]);
  const empty = await buildFile(ann, "New.docx", "");
  expect((await (await openAs(ann, empty)).put("begun")).status).toBe(200);
});

test("a lock is one program's: it is refreshed, exchanged, told and taken away by that one, and ends after half an hour", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  const { doing, ask } = await openAs(ann, await buildFile(ann));
  expect(await outcome(doing("GET_LOCK", ""))).toEqual([200, ""]);
  for (const verb of ["UNLOCK", "REFRESH_LOCK"]) expect(await outcome(doing(verb, "a"))).toEqual([409, ""]);
  expect(await outcome(doing("LOCK", "b", { "x-wopi-oldlock": "a" }))).toEqual([409, ""]);
  expect(await outcome(doing("LOCK", "a"))).toEqual([200, null]);
  expect(await outcome(doing("LOCK", "a"))).toEqual([200, null]);
  expect(await outcome(doing("LOCK", "b"))).toEqual([409, "a"]);
  expect(await outcome(doing("GET_LOCK", ""))).toEqual([200, "a"]);
  for (const verb of ["UNLOCK", "REFRESH_LOCK"]) expect(await outcome(doing(verb, "b"))).toEqual([409, "a"]);
  expect(await outcome(doing("LOCK", "b", { "x-wopi-oldlock": "x" }))).toEqual([409, "a"]);
  expect(await outcome(doing("LOCK", "b", { "x-wopi-oldlock": "a" }))).toEqual([200, null]);
  ctx.advance(20 * 60_000);
  expect(await outcome(doing("REFRESH_LOCK", "b"))).toEqual([200, null]);
  ctx.advance(20 * 60_000);
  expect(await outcome(doing("GET_LOCK", ""))).toEqual([200, "b"]);
  ctx.advance(11 * 60_000);
  expect(await outcome(doing("GET_LOCK", ""))).toEqual([200, ""]);
  expect(await outcome(doing("LOCK", "c"))).toEqual([200, null]);
  expect((await doing("LOCK", "")).status).toBe(400);
  expect((await doing("LOCK", "x".repeat(1025))).status).toBe(400);
  expect((await doing("RENAME_FILE", "c")).status).toBe(501);
  expect((await ask("POST", { "x-wopi-override": "PUT_RELATIVE" }, "", "/contents")).status).toBe(501);
  expect((await ask("DELETE")).status).toBe(400);
});

test("what a WebDAV program has locked is not locked by another one", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  const id = await buildFile(ann);
  const { doing } = await openAs(ann, id);
  const expiresAt = new Date(ctx.clock.now().getTime() + 60_000);
  const lock = { id: newId(), nodeId: id, accountId: ann.accountId, isExclusive: true, isDeep: false, expiresAt };
  await ctx.db.prisma.nodeLock.create({ data: lock });
  expect(await outcome(doing("LOCK", "a"))).toEqual([409, ""]);
  ctx.advance(60_001);
  expect(await outcome(doing("LOCK", "a"))).toEqual([200, null]);
});

test("of two that lock at once one does", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  const { doing } = await openAs(ann, await buildFile(ann));
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => doing("LOCK", `lock-${i}`)));
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(7).fill(409)]);
});

test("a token is for one file, one person and one session, for a while, and only as far as they may", async () => {
  await turnOn(officeUrl);
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  const [id, other] = [await buildFile(ann), await buildFile(ann)];
  const { accessToken } = await openAs(ann, id);
  const status = async (path: string, token: string) =>
    (await fetch(`${origin}/wopi/files/${path}?access_token=${encodeURIComponent(token)}`)).status;
  expect(await status(other, accessToken)).toBe(401);
  expect(await status(id, `${accessToken}x`)).toBe(401);
  expect(
    await status(
      id,
      accessToken.replace(/^./, (first) => (first === "e" ? "f" : "e")),
    ),
  ).toBe(401);
  expect(await status(id, "")).toBe(401);
  expect(
    (await fetch(`${origin}/wopi/files/${id}`, { headers: { authorization: `Bearer ${accessToken}` } })).status,
  ).toBe(200);
  await expect(openAs(ben, id)).rejects.toMatchObject({ reason: "node-unknown" });
  const give = (role: "read" | "write") =>
    sharing.share(ctx, ann.actor, { object: { kind: "node", id }, with: { address: ben.address }, role });
  const { id: shareId } = await give("read");
  const reader = await openAs(ben, id);
  expect([reader.mayWrite, reader.url.startsWith(`${officeUrl}/view.html`)]).toEqual([false, true]);
  expect(await (await reader.ask("GET")).json()).toMatchObject({ UserCanWrite: false, ReadOnly: true });
  expect((await reader.doing("LOCK", "a")).status).toBe(403);
  expect((await reader.put("no", { "x-wopi-lock": "a" })).status).toBe(403);
  await sharing.revokeShare(ctx, ann.actor, { id: shareId });
  expect((await reader.ask("GET")).status).toBe(404);
  if (ann.actor.kind === "user") await signIn.closeSession(ctx, ann.actor, ann.actor.tokenId ?? "");
  expect(await status(id, accessToken)).toBe(401);
  const own = await buildPerson();
  const { ask } = await openAs(own, await buildFile(own));
  ctx.advance(4 * 3_600_000 + 1);
  expect((await ask("GET")).status).toBe(401);
});

test("what the program does not know, and what we write ourselves, is not opened; nor is anything on a machine of ours", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  await expect(openAs(ann, await buildFile(ann, "photo.png"))).rejects.toMatchObject({ reason: "office-not-this" });
  const pdf = await openAs(ann, await buildFile(ann, "Plan.PDF"));
  expect(pdf.url).toContain("/view.html");
  // The guard of what is asked elsewhere lets nobody be sent to an address within.
  await turnOn("http://127.0.0.1:9");
  await expect(openAs(ann, await buildFile(ann))).rejects.toMatchObject({ reason: "office-unreachable" });
  await expect(turnOn("javascript:alert(1)")).rejects.toThrow();
});

test("what a program saves by itself is thinned out as what documents keep by themselves", async () => {
  await turnOn(officeUrl);
  const ann = await buildPerson();
  const id = await buildFile(ann);
  const { doing, put } = await openAs(ann, id);
  await doing("LOCK", "a");
  await put("saved by itself", { "x-wopi-lock": "a", "x-cool-wopi-isautosave": "true" });
  await put("saved by Ann", { "x-wopi-lock": "a", "x-cool-wopi-isautosave": "false" });
  const rows = await ctx.db.prisma.nodeVersion.findMany({
    where: { nodeId: id },
    orderBy: { number: "asc" },
    select: { isAutomatic: true },
  });
  expect(rows.map((row) => row.isAutomatic)).toEqual([false, true, false]);
});
