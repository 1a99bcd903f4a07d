import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, chat } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";
import { createPeerReader } from "../request.ts";
import { createTrpcSocket } from "../trpc.ts";
import { guestSocketToken } from "./guest-of.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let ann: Actor;
let socket: ReturnType<typeof createTrpcSocket>;

beforeAll(async () => {
  ctx = await testContext();
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "long enough pw",
  });
  ann = { kind: "user", accountId };
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
  socket = createTrpcSocket(app, createPeerReader(app.env));
  server = createServer((request, response) => void handler(request, response));
  server.on("upgrade", (request, stream, head) =>
    socket.server.handleUpgrade(request, stream, head, (client) => socket.server.emit("connection", client, request)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await socket.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

const terms = { address: null, withHistory: true, mayUpload: true, expiresAt: null, mostUses: null, origin: "" };

async function roomWithLink() {
  const { id: roomId } = await chat.createRoom(ctx, ann, { kind: "group", name: "Roof", people: [] });
  const { id, token } = await chat.createInvite(ctx, ann, { roomId, ...terms });
  return { roomId, inviteId: id, base: `${origin}/r/${token}`, path: `/r/${token}/` };
}

/** Asks as the page does. */
function ask(
  url: string,
  { cookie = "", method = "GET", body }: { cookie?: string; method?: string; body?: object } = {},
) {
  const headers = { "x-carbyne": "1", "content-type": "application/json", ...(cookie === "" ? {} : { cookie }) };
  return fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function enter(base: string, name = "Gus"): Promise<string> {
  const answer = await ask(`${base}/enter`, { method: "POST", body: { name } });
  expect(answer.status).toBe(200);
  return answer.headers.get("set-cookie") ?? "";
}

const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("a name opens the room to that browser, by a cookie that only this address sees", async () => {
  const { roomId, base, path } = await roomWithLink();
  const about = await ask(`${base}/about`);
  expect(await about.json()).toEqual({ roomName: "Roof", by: "Ann", isForMeeting: false, me: null });
  expect([about.headers.get("referrer-policy"), about.headers.get("x-robots-tag")]).toEqual([
    "no-referrer",
    "noindex, nofollow",
  ]);
  const setCookie = await enter(base);
  expect(setCookie).toMatch(new RegExp(`Path=${path}; HttpOnly; SameSite=Lax$`));
  const cookie = pairOf(setCookie);
  expect(await (await ask(`${base}/about`, { cookie })).json()).toMatchObject({ me: { name: "Gus", roomId } });

  const send = (of: string, how: object) =>
    ask(`${of}/trpc/chat.messages.send`, {
      method: "POST",
      body: { roomId, key: "key-00000001", text: "hello" },
      ...how,
    });
  expect((await send(base, { cookie })).status).toBe(200);
  expect((await send(base, {})).status).toBe(401);
  // With the cookie at another address, or where people with an account ask, one is nobody.
  const other = await roomWithLink();
  expect((await send(other.base, { cookie })).status).toBe(401);
  expect((await send(origin, { cookie })).status).toBe(401);
  const list = `chat.messages.list?input=${encodeURIComponent(JSON.stringify({ roomId }))}`;
  expect(await (await ask(`${base}/trpc/${list}`, { cookie })).text()).toContain("hello");

  const strange = `chat.messages.list?input=${encodeURIComponent(JSON.stringify({ roomId: other.roomId }))}`;
  expect((await ask(`${base}/trpc/${strange}`, { cookie })).status).toBe(404);
  for (const [procedure, status] of [
    ["chat.rooms.channels", 401],
    ["session.me", 404],
    ["mailboxes.list", 404],
    ["chat.rooms.get,session.me?batch=1", 404],
  ] as const)
    expect([procedure, (await ask(`${base}/trpc/${procedure}`, { cookie })).status]).toEqual([procedure, status]);
  // A page of another site cannot come in for somebody.
  expect((await fetch(`${base}/enter`, { method: "POST", body: '{"name":"Eve"}' })).status).toBe(403);
  expect((await ask(`${base}/enter`)).status).toBe(400);
  expect((await ask(`${base}/leave`, { method: "POST", cookie })).status).toBe(200);
  expect((await send(base, { cookie })).status).toBe(401);
});

test("files come and go below the address of the invitation", async () => {
  const { roomId, base } = await roomWithLink();
  const cookie = pairOf(await enter(base));
  const folder = await ask(`${base}/trpc/chat.files.folder`, { method: "POST", cookie, body: { roomId } });
  const parentId = ((await folder.json()) as { result: { data: { id: string } } }).result.data.id;
  const meta = (value: string) => Buffer.from(value).toString("base64");
  const made = await fetch(`${base}/uploads`, {
    method: "POST",
    headers: {
      "x-carbyne": "1",
      cookie,
      "tus-resumable": "1.0.0",
      "upload-length": "5",
      "upload-metadata": `filename ${meta("a.txt")},parentId ${meta(parentId)}`,
      "content-type": "application/offset+octet-stream",
    },
    body: "hello",
  });
  expect(made.status).toBe(201);
  const [node] = await ctx.db.prisma.node.findMany({ where: { spaceId: roomId, kind: "file" } });
  const content = `${base}/files/${node?.id}/content`;
  expect(await (await ask(content, { cookie })).text()).toBe("hello");
  expect((await ask(content)).status).toBe(401);
  expect((await ask(`${origin}/files/${node?.id}/content`, { cookie })).status).toBe(401);
});

test("a socket tells of that room, and ends when the invitation is taken back", async () => {
  const { roomId, base, inviteId, path } = await roomWithLink();
  const cookie = pairOf(await enter(base));
  const client = new WebSocket(`${base.replace("http", "ws")}/trpc-ws`, { headers: { cookie } });
  const told: string[] = [];
  client.on("message", (data: Buffer) => told.push(data.toString()));
  await new Promise((resolve) => client.once("open", resolve));
  client.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "chat.live" } }));
  await expect.poll(() => told.join("\n")).toContain(roomId);
  await chat.revokeInvite(ctx, ann, { id: inviteId });
  await expect.poll(() => told.join("\n")).toContain("session-ended");
  client.close();
  expect(guestSocketToken(`${path}trpc-ws`)).not.toBeNull();
  for (const target of ["/trpc-ws", `${path}trpc-ws/x`, "/r/short/trpc-ws", `/x${path}trpc-ws`])
    expect(guestSocketToken(target)).toBeNull();
});
