import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, chat } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../app.ts";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let ann: Actor;
let roomId: string;

beforeAll(async () => {
  ctx = await testContext();
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "long enough pw",
  });
  ann = { kind: "user", accountId };
  roomId = (await chat.createRoom(ctx, ann, { kind: "group", name: "Roof", people: [] })).id;
  const tls: App["tls"] = {
    cert: "",
    key: "",
    isSelfSigned: true,
    onChange() {},
    replace() {},
    current() {
      throw new Error("no listener here");
    },
  };
  const app = { ctx, env: readEnv({}), log: ctx.log, hostname: "mail.town.example", version: "0", tls };
  const handler = createHandler(app, {
    handle: async (_request, response) => void response.writeHead(404).end(),
    close: async () => {},
  });
  server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

type Said = { message: { id: string; number: number } };
const answerOf = async (answer: Response) => [answer.status, (await answer.json()) as Said] as const;

test("a program says something by the address of a webhook, as Slack's would", async () => {
  const { token } = await chat.createIncoming(ctx, ann, { roomId, name: "Build" });
  const url = `${origin}/hooks/${token}`;
  const say = async (body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    answerOf(await fetch(url, { method: "POST", body, headers }));
  const json = { "content-type": "application/json" };
  const [status, said] = await say('{"text":"*Done*"}', { ...json, "idempotency-key": "build 1" });
  expect([status, said]).toEqual([200, { ok: true, id: expect.any(String), number: expect.any(Number) }]);
  expect(await say('{"text":"*Done*"}', { ...json, "idempotency-key": "build 1" })).toEqual([200, said]);
  expect((await say(new URLSearchParams({ payload: '{"text":"form"}' })))[0]).toBe(200);
  expect((await say("plain", { "content-type": "text/plain" }))[0]).toBe(200);
  const { messages } = await chat.listMessages(ctx, ann, { roomId });
  expect(messages.slice(-3).map((one) => one.text)).toEqual(["*Done*", "form", "plain"]);
  expect(await say("{", json)).toEqual([
    400,
    {
      ok: false,
      error: { kind: "invalid", reason: "hook-body-broken", message: "the body is no JSON object in UTF-8" },
    },
  ]);
  expect(await say(`{"text":"${"a".repeat(66_000)}"}`, json)).toMatchObject([413, { error: { kind: "too-large" } }]);
  expect(await say(`{"text":"${"a".repeat(17_000)}"}`, json)).toMatchObject([
    413,
    { error: { reason: "chat-text-long" } },
  ]);
  expect((await say('{"text":"a"}', { ...json, "idempotency-key": "a".repeat(256) }))[0]).toBe(400);
  expect((await fetch(url)).status).toBe(400);
  const strange = await fetch(`${origin}/hooks/${"A".repeat(32)}`, { method: "POST", body: "a" });
  expect(await answerOf(strange)).toMatchObject([404, { error: { reason: "hook-unknown" } }]);
});

test("who says too much is told when to come again; in an archived room it is refused in words", async () => {
  const { id: other } = await chat.createRoom(ctx, ann, { kind: "group", name: "Old roof", people: [] });
  const { token } = await chat.createIncoming(ctx, ann, { roomId: other, name: "Loud" });
  const say = () =>
    fetch(`${origin}/hooks/${token}`, { method: "POST", body: "hm", headers: { "content-type": "text/plain" } });
  const answers = await Promise.all(Array.from({ length: 65 }, say));
  const late = answers.find((one) => one.status === 429);
  expect(Number(late?.headers.get("retry-after"))).toBeGreaterThan(0);
  ctx.advance(120_000);
  await chat.archiveRoom(ctx, ann, { id: other, isArchived: true });
  expect(await answerOf(await say())).toMatchObject([
    409,
    { error: { message: expect.stringContaining("Old roof is archived") } },
  ]);
});

test("a bot has its part by a bearer token, and signs in nowhere with it", async () => {
  const { token, id } = await chat.createBot(ctx, ann, { name: "Deployer", rooms: [roomId], expiresAt: null });
  const call = async (method: string, path: string, body?: object, more: Record<string, string> = {}) =>
    answerOf(
      await fetch(`${origin}/api/chat${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...more },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
  expect(await call("GET", "/rooms")).toMatchObject([200, { ok: true, rooms: [{ id: roomId, name: "Roof" }] }]);
  const [, { message }] = await call(
    "POST",
    `/rooms/${roomId}/messages`,
    { text: "Deployed" },
    { "idempotency-key": "d" },
  );
  expect(message).toMatchObject({ text: "Deployed", author: { kind: "bot", id, name: "Deployer" } });
  const again = await call("POST", `/rooms/${roomId}/messages`, { text: "Deployed" }, { "idempotency-key": "d" });
  expect(again).toMatchObject([200, { message: { id: message.id } }]);
  expect(await call("PATCH", `/messages/${message.id}`, { text: "Done" })).toMatchObject([
    200,
    { message: { text: "Done" } },
  ]);
  expect(await call("PUT", `/messages/${message.id}/reactions/${encodeURIComponent("👍")}`)).toMatchObject([
    200,
    { message: { reactions: [{ emoji: "👍", by: [id] }] } },
  ]);
  expect(await call("DELETE", `/messages/${message.id}/reactions/${encodeURIComponent("👍")}`)).toMatchObject([
    200,
    { message: { reactions: [] } },
  ]);
  expect(await call("GET", `/rooms/${roomId}/messages?since=${message.number - 1}&limit=1`)).toMatchObject([
    200,
    { messages: [{ id: message.id, text: "Done" }], hasMore: false },
  ]);
  expect(await call("DELETE", `/messages/${message.id}`)).toEqual([200, { ok: true }]);
  const strange = "01234567-89ab-7cde-8f01-23456789abcd";
  for (const [method, path, body, status] of [
    ["GET", `/rooms/${strange}/messages`, undefined, 404],
    ["POST", `/rooms/${strange}/messages`, { text: "a" }, 404],
    ["PATCH", `/messages/${strange}`, { text: "a" }, 404],
    ["POST", `/rooms/${roomId}/messages`, { text: 7 }, 400],
    ["GET", `/rooms/${roomId}/messages?since=-1`, undefined, 400],
    ["PUT", "/rooms", {}, 400],
    ["GET", "/nothing", undefined, 404],
    ["PUT", `/messages/${strange}/reactions/%ff`, {}, 400],
  ] as const)
    expect([path, (await call(method, path, body))[0]]).toEqual([path, status]);
  // Elsewhere the token is nobody's.
  for (const path of ["/trpc/chat.rooms.list", `/chat/${roomId}/export.txt`, "/dav/files/"])
    expect((await fetch(origin + path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  await chat.removeBot(ctx, ann, { id });
  expect(await call("GET", "/rooms")).toMatchObject([401, { error: { reason: "bot-token-needed" } }]);
});
