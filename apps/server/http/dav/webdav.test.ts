import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { accounts, appPasswords, files, settings } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";
import { readBasic } from "./known-programs.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor;
let accountId: string;
const password = "long enough pw";
const basic = (secret = password, address = "ann@town.example") =>
  `Basic ${Buffer.from(`${address}:${secret}`).toString("base64")}`;

beforeAll(async () => {
  ctx = await testContext();
  ({ accountId } = await accounts.createAccount(ctx, { address: "ann@town.example", name: "Ann", password }));
  actor = { kind: "user", accountId };
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
  const env = readEnv({ CARBYNE_TRUSTED_PROXIES: "127.0.0.1" });
  const app = { ctx, env, log: ctx.log, hostname: "mail.town.example", version: "0", tls };
  const handler = createHandler(app, { handle: async (_, response) => void response.end(), close: async () => {} });
  server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

type More = { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer>; auth?: string };

async function ask(method: string, path: string, { headers = {}, body, auth = basic() }: More = {}) {
  const answer = await fetch(`${origin}/dav/files${path}`, {
    method,
    headers: { ...(auth ? { authorization: auth } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const statusOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;

const lockBody = (scope = "exclusive") =>
  `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>Ann</D:owner></D:lockinfo>`;

async function lock(path: string, headers: Record<string, string> = {}, scope?: string): Promise<string> {
  const answer = await ask("LOCK", path, { headers, body: lockBody(scope) });
  expect([200, 201]).toContain(answer.status);
  return answer.headers.get("lock-token") ?? "";
}

const nodeAt = async (...path: string[]) => files.findPath(ctx, actor, { path });
const versionsAt = async (...path: string[]) =>
  (await files.listVersions(ctx, actor, { id: (await nodeAt(...path))?.id ?? "" })).map((one) => one.sizeBytes);

test("what is spoken is told to everybody, and all else to who signs in over TLS or on the machine itself", async () => {
  const spoken = await ask("OPTIONS", "/", { auth: "" });
  expect([spoken.status, spoken.headers.get("dav"), spoken.headers.get("ms-author-via")]).toEqual([
    200,
    "1, 2, 3",
    "DAV",
  ]);
  const unknown = await ask("PROPFIND", "/", { auth: "" });
  expect([unknown.status, unknown.headers.get("www-authenticate")]).toEqual([
    401,
    'Basic realm="Carbyne", charset="UTF-8"',
  ]);
  expect(await statusOf("PROPFIND", "/", { auth: basic("wrong") })).toBe(401);
  expect(await statusOf("PROPFIND", "/", { auth: "Bearer abc" })).toBe(401);
  const far = { "x-forwarded-for": "203.0.113.9", depth: "0" };
  const plain = await ask("PROPFIND", "/", { headers: far });
  expect([plain.status, plain.text]).toEqual([403, "use https: over http a password could be read on the way\n"]);
  expect(await statusOf("PROPFIND", "/", { headers: { ...far, "x-forwarded-proto": "https" } })).toBe(207);
  expect(readBasic(`basic ${Buffer.from("ä@x.example:a:b").toString("base64")}`)).toEqual({
    address: "ä@x.example",
    password: "a:b",
  });
  for (const header of [undefined, "", "Basic", "Basic !!", "Basic Og=="]) expect(readBasic(header)).toBeNull();
});

test("an app password opens it when it is for files, until it is taken back; what was right is not proven with each request", async () => {
  const made = await appPasswords.createAppPassword(ctx, actor, { name: "Laptop", scopes: ["webdav"] });
  const other = await appPasswords.createAppPassword(ctx, actor, { name: "Phone", scopes: ["imap"] });
  const list = (auth: string) => statusOf("PROPFIND", "/", { auth, headers: { depth: "0" } });
  expect(await list(basic(other.secret))).toBe(401);
  for (let times = 0; times < 20; times++) expect(await list(basic(made.secret))).toBe(207);
  const lines = await ctx.db.prisma.auditEvent.count({
    where: { action: "sign-in", data: { path: ["via"], equals: "webdav" } },
  });
  await appPasswords.revokeAppPassword(ctx, actor, { id: made.id });
  await expect.poll(() => list(basic(made.secret)), { timeout: 3000 }).toBe(401);
  expect(
    await ctx.db.prisma.auditEvent.count({ where: { action: "sign-in", data: { path: ["via"], equals: "webdav" } } }),
  ).toBe(lines);
});

test("a file comes in any way of sending it, is the next version where one is, and is read in stretches", async () => {
  expect(await statusOf("PUT", "/a.txt", { body: "one" })).toBe(201);
  const second = await ask("PUT", "/a.txt", { body: "two two" });
  expect(second.status).toBe(204);
  expect(await versionsAt("a.txt")).toEqual([7, 3]);
  const got = await ask("GET", "/a.txt", { headers: { range: "bytes=4-" } });
  expect([got.status, got.text, got.headers.get("etag")]).toEqual([206, "two", second.headers.get("etag")]);
  expect(got.headers.get("content-security-policy")).toContain("sandbox");
  const large = Buffer.alloc(3_000_000, "0123456789abcdef");
  expect(await statusOf("PUT", "/large.bin", { body: large })).toBe(201);
  expect((await ask("GET", "/large.bin")).text.length).toBe(large.length);
  expect(await chunked("/chunked.bin", large)).toContain("201 Created");
  expect((await nodeAt("chunked.bin"))?.hash).toEqual((await nodeAt("large.bin"))?.hash);
  expect(await statusOf("PUT", "/none/a.txt", { body: "x" })).toBe(409);
  expect(await statusOf("PUT", "/a.txt", { body: "x", headers: { "content-range": "bytes 0-0/9" } })).toBe(400);
  expect(await statusOf("PUT", "/", { body: "x" })).toBe(405);
  expect((await ctx.spool.list()).length).toBe(0);
});

/** As Finder sends: without a length. */
function chunked(path: string, data: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let text = "";
    socket.on("data", (piece) => {
      text += piece.toString();
      socket.end();
    });
    socket.on("close", () => resolve(text)).on("error", reject);
    socket.write(
      `PUT /dav/files${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic()}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let at = 0; at < data.length; at += 70_000) {
      const piece = data.subarray(at, at + 70_000);
      socket.write(Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]));
    }
    socket.write("0\r\n\r\n");
  });
}

test("files that come at once are all there, with few commits, and what is refused to one concerns no other", async () => {
  await ask("MKCOL", "/once");
  const modseq = async () =>
    Number(
      (
        await ctx.db.pool.query(
          'SELECT s."modseq" FROM "Space" s JOIN "Account" a ON a."spaceId" = s."id" WHERE a."id" = $1',
          [accountId],
        )
      ).rows[0]?.modseq,
    );
  const before = await modseq();
  const puts = Array.from({ length: 24 }, (_, i) =>
    ask("PUT", i % 8 === 5 ? `/nowhere/${i}.txt` : `/once/${i}.txt`, { body: `file ${i}` }),
  );
  expect((await Promise.all(puts)).map((one) => one.status)).toEqual(
    Array.from(puts, (_, i) => (i % 8 === 5 ? 409 : 201)),
  );
  expect((await modseq()) - before).toBeLessThan(24);
  for (const i of [0, 11, 23]) expect((await ask("GET", `/once/${i}.txt`)).text).toBe(`file ${i}`);
  const again = await Promise.all([1, 2, 3].map((i) => ask("PUT", "/once/0.txt", { body: `again ${i}` })));
  expect(again.map((one) => one.status)).toEqual([204, 204, 204]);
  expect(await versionsAt("once", "0.txt")).toHaveLength(4);
});

test("a file that breaks off on the way is no file, and leaves nothing", async () => {
  await new Promise<void>((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => {
      socket.write(
        `PUT /dav/files/half.bin HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic()}\r\nContent-Length: 2000000\r\n\r\n`,
      );
      socket.write(Buffer.alloc(1_000_000));
      setTimeout(() => socket.destroy(), 300);
    });
    socket.on("close", () => resolve());
  });
  await expect.poll(async () => (await ctx.spool.list()).length, { timeout: 3000 }).toBe(0);
  expect(await ctx.db.prisma.fileUpload.count()).toBe(0);
  expect(await nodeAt("half.bin")).toBeNull();
});

test("conditions hold: by tag, by its absence, by date, and by what is there when it is written", async () => {
  const first = (await ask("PUT", "/c.txt", { body: "one" })).headers.get("etag") ?? "";
  const put = (headers: Record<string, string>) => statusOf("PUT", "/c.txt", { body: "two", headers });
  expect(await put({ "if-none-match": "*" })).toBe(412);
  expect(await put({ "if-match": '"other"' })).toBe(412);
  expect(await put({ "if-match": `W/${first}` })).toBe(412);
  expect(await put({ "if-unmodified-since": new Date(0).toUTCString() })).toBe(412);
  expect(await put({ if: `(["other"])` })).toBe(412);
  expect(await put({ if: `</dav/files/a.txt> ([${first}])` })).toBe(412);
  expect(await put({ if: "(" })).toBe(400);
  expect(await put({ "if-match": first })).toBe(204);
  expect(await put({ if: `([${first}])` })).toBe(412);
  expect(await statusOf("PUT", "/new.txt", { body: "x", headers: { "if-match": "*" } })).toBe(412);
  const both = await Promise.all(
    ["1", "2", "3", "4"].map((body) => statusOf("PUT", "/race.txt", { body, headers: { "if-none-match": "*" } })),
  );
  expect(both.toSorted((a, b) => a - b)).toEqual([201, 412, 412, 412]);
});

test("a lock keeps others out, and its holder too without the token; a shared one stands beside others", async () => {
  await ask("PUT", "/l.txt", { body: "one" });
  const token = await lock("/l.txt", { timeout: "Second-100" });
  const put = (headers: Record<string, string> = {}) => statusOf("PUT", "/l.txt", { body: "two", headers });
  expect(await put()).toBe(423);
  expect(await statusOf("DELETE", "/l.txt")).toBe(423);
  expect(await statusOf("MOVE", "/l.txt", { headers: { destination: "/dav/files/m.txt" } })).toBe(423);
  expect(await statusOf("LOCK", "/l.txt", { body: lockBody("shared") })).toBe(423);
  expect(await put({ if: `(${token})` })).toBe(204);
  const refreshed = await ask("LOCK", "/l.txt", { headers: { if: `(${token})`, timeout: "Infinite" } });
  expect([refreshed.status, refreshed.text.includes("<D:timeout>Second-86400</D:timeout>")]).toEqual([200, true]);
  expect(await statusOf("UNLOCK", "/l.txt", { headers: { "lock-token": "<urn:uuid:1>" } })).toBe(409);
  ctx.advance(86_401_000);
  expect(await put()).toBe(204);
  ctx.advance(-86_401_000);
  expect(await statusOf("UNLOCK", "/l.txt", { headers: { "lock-token": token } })).toBe(204);
  const shared = await lock("/l.txt", {}, "shared");
  await lock("/l.txt", {}, "shared");
  expect(await statusOf("LOCK", "/l.txt", { body: lockBody() })).toBe(423);
  expect(await put({ if: `(${shared})` })).toBe(204);
});

test("a lock on a folder covers what lies in it, and one below keeps the folder where it is", async () => {
  await ask("MKCOL", "/deep");
  await ask("MKCOL", "/deep/er");
  const token = await lock("/deep");
  expect(await statusOf("PUT", "/deep/er/a.txt", { body: "x" })).toBe(423);
  expect(await statusOf("PUT", "/deep/er/a.txt", { body: "x", headers: { if: `(${token})` } })).toBe(201);
  expect(await statusOf("COPY", "/deep", { headers: { destination: `${origin}/dav/files/copied` } })).toBe(201);
  expect(await statusOf("PUT", "/copied/er/a.txt", { body: "y" })).toBe(204);
  expect(await statusOf("UNLOCK", "/deep/er", { headers: { "lock-token": token } })).toBe(204);
  const below = await lock("/deep/er/a.txt", { depth: "0" });
  expect(await statusOf("DELETE", "/deep")).toBe(423);
  expect(await statusOf("LOCK", "/deep", { body: lockBody() })).toBe(423);
  expect(await statusOf("DELETE", "/deep", { headers: { if: `</dav/files/deep/er/a.txt> (${below})` } })).toBe(204);
  expect((await files.listView(ctx, actor, { view: "trash" })).nodes.map((one) => one.name)).toContain("deep");
});

test("a name that is locked first is an empty file, and no version of it is left once there are bytes", async () => {
  const token = await lock("/first.docx");
  expect((await nodeAt("first.docx"))?.sizeBytes).toBe(0);
  expect(await statusOf("PUT", "/first.docx", { body: "words", headers: { if: `(${token})` } })).toBe(204);
  expect(await versionsAt("first.docx")).toEqual([5]);
});

test("a program that saves to another name and moves it over the file makes a version of it", async () => {
  await ask("PUT", "/plan.odt", { body: "old" });
  const before = (await nodeAt("plan.odt"))?.id;
  await ask("PUT", "/plan.tmp", { body: "newer" });
  expect(await statusOf("MOVE", "/plan.tmp", { headers: { destination: "/dav/files/plan.odt", overwrite: "F" } })).toBe(
    412,
  );
  expect(await statusOf("MOVE", "/plan.tmp", { headers: { destination: "/dav/files/plan.odt" } })).toBe(204);
  expect([(await nodeAt("plan.odt"))?.id, await nodeAt("plan.tmp")]).toEqual([before, null]);
  expect(await versionsAt("plan.odt")).toEqual([5, 3]);
  expect(await statusOf("COPY", "/a.txt", { headers: { destination: "/dav/files/plan.odt" } })).toBe(204);
  expect(await versionsAt("plan.odt")).toEqual([7, 5, 3]);
  const { usedBytes } = await ctx.db.prisma.space.findFirstOrThrow({ where: { account: { id: accountId } } });
  const sum = await ctx.db.prisma.nodeVersion.aggregate({ _sum: { sizeBytes: true } });
  expect(usedBytes).toBe(sum._sum.sizeBytes);
});

test("nothing goes into itself, onto itself, to another server, or away with the home", async () => {
  await ask("MKCOL", "/in");
  await ask("MKCOL", "/in/to");
  const move = (from: string, destination: string) => statusOf("MOVE", from, { headers: { destination } });
  expect(await move("/in", "/dav/files/in/to/x")).toBe(403);
  expect(await move("/in", "/dav/files/in")).toBe(403);
  expect(await move("/in/to", "/dav/files/in")).toBe(403);
  expect(await move("/in", "http://elsewhere.example/dav/files/x")).toBe(502);
  expect(await move("/in", "/other/x")).toBe(502);
  expect(await move("/in", "/dav/files/none/x")).toBe(409);
  expect(await statusOf("DELETE", "/")).toBe(403);
  expect(await move("/", "/dav/files/x")).toBe(403);
  expect(await statusOf("PUT", "/in/a%2Fb", { body: "x" })).toBe(400);
});

test("properties are kept with their entry and its copies, live ones are told and kept from programs", async () => {
  const update = (inner: string) =>
    ask("PROPPATCH", "/a.txt", {
      body: `<D:propertyupdate xmlns:D="DAV:" xmlns:x="urn:x">${inner}</D:propertyupdate>`,
    });
  const set = await update("<D:set><D:prop><x:colour>red &amp; green</x:colour></D:prop></D:set>");
  expect([set.status, set.text.includes("200 OK")]).toEqual([207, true]);
  const mixed = await update("<D:set><D:prop><x:size>1</x:size><D:getetag>x</D:getetag></D:prop></D:set>");
  expect([mixed.text.includes("403 Forbidden"), mixed.text.includes("424 Failed Dependency")]).toEqual([true, true]);
  await ask("COPY", "/a.txt", { headers: { destination: "/dav/files/b.txt" } });
  const find = async (path: string, inner: string, depth = "0") =>
    (await ask("PROPFIND", path, { headers: { depth }, body: `<propfind xmlns="DAV:">${inner}</propfind>` })).text;
  const asked = await find("/b.txt", '<prop><colour xmlns="urn:x"/><size xmlns="urn:x"/><getcontentlength/></prop>');
  expect(asked).toContain('<colour xmlns="urn:x">red &amp; green</colour>');
  expect(asked).toContain("<D:getcontentlength>7</D:getcontentlength>");
  expect(asked).toMatch(/<size xmlns="urn:x"\/><\/D:prop><D:status>HTTP\/1.1 404 Not Found/);
  expect(await find("/b.txt", "<propname/>")).toContain('<colour xmlns="urn:x"/>');
  await settings.writeSetting(ctx, { scope: "account", scopeId: accountId }, "account.quotaBytes", 20_000_000);
  const quota = await find("/", "<prop><quota-available-bytes/><quota-used-bytes/></prop>");
  expect(quota).toMatch(/<D:quota-available-bytes>\d+<\/D:quota-available-bytes><D:quota-used-bytes>\d+</);
  const endless = await ask("PROPFIND", "/");
  expect([endless.status, endless.text.includes("propfind-finite-depth")]).toEqual([403, true]);
  for (const body of ["<a/>", "<propfind xmlns='DAV:'/>", "<propfind xmlns='DAV:'><prop/><allprop/></propfind>"])
    expect(await statusOf("PROPFIND", "/", { headers: { depth: "0" }, body })).toBe(400);
});

test("what has no room is refused before its bytes, and while they come when nobody said how many", async () => {
  await settings.writeSetting(ctx, { scope: "account", scopeId: accountId }, "account.quotaBytes", 20_000_000);
  const answer = await ask("PUT", "/huge.bin", { body: Buffer.alloc(20_000_001) });
  expect([answer.status, answer.text.includes("quota-not-exceeded")]).toEqual([507, true]);
  await settings.writeSetting(ctx, { scope: "account", scopeId: accountId }, "account.quotaBytes", 10);
  expect(await chunked("/huge.bin", Buffer.alloc(1_000_000))).toContain("507");
  await settings.writeSetting(ctx, { scope: "account", scopeId: accountId }, "account.quotaBytes", null);
  expect([await nodeAt("huge.bin"), (await ctx.spool.list()).length]).toEqual([null, 0]);
});

test("a folder of thousands is listed while it is read", async () => {
  await ask("MKCOL", "/many");
  const folder = await nodeAt("many");
  await ctx.db.pool.query(
    `INSERT INTO "Node" ("id", "spaceId", "parentId", "kind", "isFolder", "name", "nameKey", "modseq", "createdModseq")
     SELECT gen_random_uuid(), n."spaceId", n."id", 'folder', true, 'f' || i, 'f' || i, 1, 1 FROM "Node" n, generate_series(1, 3000) i WHERE n."id" = $1`,
    [folder?.id],
  );
  const { text } = await ask("PROPFIND", "/many", { headers: { depth: "1" } });
  expect(text.match(/<D:response>/g)?.length).toBe(3001);
});

test("another person's locks, properties and files are nobody else's", async () => {
  await accounts.createAccount(ctx, { address: "eve@town.example", name: "Eve", password });
  const auth = basic(password, "eve@town.example");
  expect(await statusOf("GET", "/a.txt", { auth })).toBe(404);
  expect((await ask("PROPFIND", "/", { auth, headers: { depth: "1" } })).text.match(/<D:response>/g)?.length).toBe(1);
  const token = await lock("/a.txt");
  await ask("PUT", "/a.txt", { auth, body: "eve" });
  expect(await statusOf("UNLOCK", "/a.txt", { auth, headers: { "lock-token": token } })).toBe(409);
  expect(await statusOf("PUT", "/a.txt", { body: "x", headers: { if: `(${token})` } })).toBe(204);
});
