import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { accounts, documents, files, signIn } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor;
let folderId: string;
let fileId: string;
const film = randomBytes(100_000);

beforeAll(async () => {
  ctx = await testContext();
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "long enough pw",
  });
  actor = { kind: "user", accountId };
  folderId = (await files.createFolder(ctx, actor, { parentId: null, name: "Roof" })).id;
  const file = {
    parentId: folderId,
    name: "Film.bin",
    sizeBytes: film.length,
    whenTaken: "refuse",
    data: film,
  } as const;
  fileId = (await files.putSmallFile(ctx, actor, file)).nodeId;
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
  const pages = {
    handle: async (_: unknown, response: { writeHead(code: number): { end(): void } }) => response.writeHead(200).end(),
    close: async () => {},
  };
  const handler = createHandler(app, pages);
  server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

type Terms = Omit<Parameters<typeof files.createLink>[2], "nodeId">;

async function link(terms: Terms = { kind: "download" }, nodeId = folderId) {
  const { id, token } = await files.createLink(ctx, actor, { nodeId, ...terms });
  const base = `${origin}/s/${token}`;
  return { id, base, get: (rest: string, headers: Record<string, string> = {}) => fetch(base + rest, { headers }) };
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
type Json = { refusal: { reason: string }; node: { name: string }; nodes: { name: string }[] };
const jsonOf = async (answer: Response) => (await answer.json()) as Json;
const refusalOf = async (answer: Response) => [answer.status, (await jsonOf(answer)).refusal.reason];
const say = (base: string, code: string, headers: Record<string, string> = { "x-carbyne": "1" }) =>
  fetch(`${base}/code`, { method: "POST", headers, body: JSON.stringify({ code }) });
const cookieOf = (answer: Response) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";

test("who has the address sees and fetches, without a session, and no search engine or other server is told", async () => {
  const { get } = await link();
  expect(await (await get("/about")).json()).toMatchObject({ name: "Roof", by: "Ann", kind: "download" });
  const { node, nodes } = await jsonOf(await get("/node"));
  expect([node.name, nodes.map((one) => one.name)]).toEqual(["Roof", ["Film.bin"]]);
  const content = await get(`/files/${fileId}/content?download=1`);
  expect((await bytesOf(content)).equals(film)).toBe(true);
  for (const answer of [content, await get("/about"), await get("")]) {
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
  }
  expect(content.headers.get("content-security-policy")).toContain("sandbox");
  const archive = await bytesOf(await get("/archive"));
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-link-"));
  await writeFile(path.join(folder, "a.zip"), archive);
  const listed = execFileSync("python3", ["-m", "zipfile", "-l", path.join(folder, "a.zip")], { encoding: "utf8" });
  await rm(folder, { recursive: true });
  expect(listed).toContain("Roof/Film.bin");
});

test("the stretches of one download count once, and the next one is one too many", async () => {
  const { get } = await link({ kind: "download", downloadLimit: 1 });
  const file = `/files/${fileId}/content`;
  expect((await fetch((await link()).base + file, { method: "HEAD" })).status).toBe(200);
  const first = await get(file, { range: "bytes=0-49999" });
  expect(first.status).toBe(206);
  const cookie = cookieOf(first);
  const second = await get(file, { range: "bytes=50000-", cookie });
  expect(Buffer.concat([await bytesOf(first), await bytesOf(second)]).equals(film)).toBe(true);
  expect(first.headers.get("set-cookie")).toMatch(/Path=\/s\/[\w-]+\/files\/[\w-]+\/content; HttpOnly; SameSite=Lax$/);
  expect(await refusalOf(await get(file))).toEqual([403, "link-used-up"]);
  expect(await refusalOf(await get("/archive", { cookie }))).toEqual([403, "link-used-up"]);
  expect(await (await get("/about")).json()).toMatchObject({ downloadsLeft: 0 });
});

test("a code is asked for by our page alone, and remembered for the one link", async () => {
  const { base, get } = await link({ kind: "download", code: "Dachstuhl 7" });
  for (const rest of ["/about", "/node", "/archive", `/files/${fileId}/content`, `/files/${fileId}/preview`])
    expect(await refusalOf(await get(rest))).toEqual([403, "link-code-needed"]);
  expect(await refusalOf(await say(base, "Dachstuhl 7", {}))).toEqual([403, "foreign-request"]);
  expect(await refusalOf(await say(base, "Dachstuhl 8"))).toEqual([403, "link-code-wrong"]);
  expect((await fetch(`${base}/code`, { method: "POST", headers: { "x-carbyne": "1" }, body: "{" })).status).toBe(400);
  const right = await say(base, "Dachstuhl 7");
  expect(right.headers.get("set-cookie")).toMatch(/Path=\/s\/[\w-]+\/; HttpOnly; SameSite=Lax$/);
  const cookie = cookieOf(right);
  expect((await get("/about", { cookie })).status).toBe(200);
  const other = await link({ kind: "download", code: "Dachstuhl 7" });
  expect((await other.get("/about", { cookie })).status).toBe(403);
});

test("what is only to be looked at is not handed over, however it is asked for", async () => {
  const { get } = await link({ kind: "view" });
  const asks = [`/files/${fileId}/content`, `/files/${fileId}/content?download=1`, `/files/${fileId}/preview.pdf`];
  for (const rest of [...asks, "/archive", `/archive?id=${fileId}`])
    expect(await refusalOf(await get(rest))).toEqual([403, "link-view-only"]);
  expect((await get("/node")).status).toBe(200);
});

function send(base: string, data: Buffer, filename: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(data, {
      endpoint: `${base}/uploads`,
      headers: { "x-carbyne": "1" },
      metadata: { filename },
      chunkSize: 60_000,
      retryDelays: [],
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ""),
    });
    upload.start();
  });
}

test("files come in through an upload link by tus, beside what is there, and nothing of the folder shows", async () => {
  const { base, get } = await link({ kind: "upload" });
  const sent = randomBytes(150_000);
  const url = await send(base, sent, "Film.bin");
  expect(url).toContain(`${base}/uploads/`);
  const { nodes } = await files.listFolder(ctx, actor, { id: folderId });
  expect(nodes.map((one) => [one.name, one.sizeBytes])).toContainEqual(["Film (2).bin", 150_000]);
  for (const rest of ["/node", "/archive", `/files/${fileId}/content`, `/files/${fileId}/preview`])
    expect(await refusalOf(await get(rest))).toEqual([404, "node-unknown"]);
  const other = await link({ kind: "upload" });
  const tus = { "tus-resumable": "1.0.0", "x-carbyne": "1" };
  const asked = await fetch(url.replace(base, other.base), { method: "HEAD", headers: tus });
  expect(asked.status).toBe(404);
  const seen = await link({ kind: "download" });
  await expect(send(seen.base, sent, "a")).rejects.toThrow("node-unknown");
});

test("who is signed in takes what a collaboration link offers; who is not is asked to sign in", async () => {
  const { base } = await link({ kind: "collaborate", role: "write" });
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ben@town.example",
    name: "Ben",
    password: "long enough pw",
  });
  const join = (headers: Record<string, string>) => fetch(`${base}/join`, { method: "POST", headers });
  const cookie = `carbyne=${await signIn.openSession(ctx, accountId, {})}`;
  expect(await refusalOf(await join({ "x-carbyne": "1" }))).toEqual([401, "sign-in-needed"]);
  expect(await refusalOf(await join({ cookie }))).toEqual([403, "foreign-request"]);
  const joined = await join({ cookie, "x-carbyne": "1" });
  expect([joined.status, await joined.json()]).toEqual([200, { nodeId: folderId }]);
  const ben: Actor = { kind: "user", accountId };
  expect((await files.getNode(ctx, ben, { id: folderId })).access).toBe("write");
});

test("an address that was taken back answers as one that never was", async () => {
  const { id, get } = await link();
  await files.revokeLink(ctx, actor, { id });
  const never = `${origin}/s/${"A".repeat(32)}`;
  for (const rest of ["/about", "/node", "/archive", `/files/${fileId}/content`]) {
    const [gone, unknown] = [await get(rest), await fetch(never + rest)];
    expect([gone.status, await gone.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(gone.status).toBe(404);
  }
  expect(await refusalOf(await say(never, "x"))).toEqual([404, "link-unknown"]);
});

test("who came by a link says a name, and is told of a document and what it says as the link lets them", async () => {
  const { id } = await documents.createDocument(ctx, actor, { parentId: null, name: "Minutes", kind: "text" });
  const { token } = await files.createLink(ctx, actor, {
    nodeId: id,
    kind: "collaborate",
    role: "write",
    isForVisitors: true,
  });
  const base = `${origin}/s/${token}`;
  const about = async (cookie = "") => (await fetch(`${base}/documents/${id}`, { headers: { cookie } })).json();
  expect(await (await fetch(`${base}/about`)).json()).toMatchObject({ kind: "collaborate", isForVisitors: true });
  expect(await (await fetch(`${base}/node`)).json()).toMatchObject({ node: { id } });
  expect(await about()).toMatchObject({
    id,
    name: "Minutes",
    kind: "text",
    epoch: 1,
    mayWrite: false,
    mayShare: false,
  });
  const enter = (body: string) =>
    fetch(`${base}/enter`, { method: "POST", body, headers: { "content-type": "application/json", "x-carbyne": "1" } });
  for (const body of ["{}", '{"name":" "}', "no json", JSON.stringify({ name: "x".repeat(81) })])
    expect((await enter(body)).status).toBe(400);
  const entered = await enter(JSON.stringify({ name: "Gus" }));
  const cookie = entered.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(
    new RegExp(`^carbyne-link-visitor=[\\w-]{32}; Max-Age=\\d+; Path=/s/${token}/; HttpOnly; SameSite=Lax$`),
  );
  expect(await about(cookie.split(";")[0])).toMatchObject({ mayWrite: true });
  expect(await (await fetch(`${base}/documents/${id}/text`)).json()).toMatchObject({
    name: "Minutes",
    text: { type: "doc" },
    page: { size: "a4" },
  });
  expect((await fetch(`${base}/documents/${fileId}`)).status).toBe(404);
  // The bytes themselves are not what was offered.
  expect((await fetch(`${base}/files/${id}/content`)).status).toBe(403);
});
