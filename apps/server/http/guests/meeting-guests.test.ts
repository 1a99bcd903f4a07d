import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, chat, maintenance, meetings } from "@carbyne/domain";
import { type Actor, newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";
import { openSockets } from "../sockets.ts";

let ctx: TestContext;
let server: Server;
let sockets: ReturnType<typeof openSockets>;
let origin: string;
let ann: Actor;

beforeAll(async () => {
  ctx = await testContext();
  await maintenance.beat(ctx, { id: newId(), node: "test", role: "sfu", address: "127.0.0.1:1" });
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
  const handler = createHandler(app, {
    handle: async (_request, response) => void response.writeHead(200).end(),
    close: async () => {},
  });
  server = createServer((request, response) => void handler(request, response));
  sockets = openSockets(app, [server], { address: "127.0.0.1:1" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await sockets.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

const headersOf = (cookie: string) => ({
  "x-carbyne": "1",
  "content-type": "application/json",
  ...(cookie ? { cookie } : {}),
});
const get = (url: string, cookie = "") => fetch(url, { headers: headersOf(cookie) });
const post = (url: string, body: object, cookie = "") =>
  fetch(url, { method: "POST", headers: headersOf(cookie), body: JSON.stringify(body) });

test("by the link of a room's meetings a browser asks to come in, reads nothing of the room until it is let in, and is told when that is", async () => {
  const { id: roomId } = await chat.createRoom(ctx, ann, { kind: "group", name: "Roof", people: [] });
  const { url } = await meetings.getLink(ctx, ann, { roomId, origin });
  expect(await (await get(`${url}/about`)).json()).toEqual({
    roomName: "Roof",
    by: "Ann",
    isForMeeting: true,
    me: null,
  });
  const entered = await post(`${url}/enter`, { name: "Gus" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(await (await get(`${url}/about`, cookie)).json()).toMatchObject({ me: { name: "Gus", roomId } });

  const ask = (name: string, input: object) =>
    get(`${url}/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, cookie);
  expect(await (await ask("meetings.about", { roomId })).json()).toMatchObject({
    result: { data: { name: "Roof", me: { kind: "guest", name: "Gus" }, wouldWait: true } },
  });
  const enter = () => post(`${url}/trpc/meetings.enter`, { roomId, deviceId: "device-gus" }, cookie);
  expect(await (await enter()).json()).toMatchObject({ result: { data: { status: "waiting" } } });
  for (const [name, input] of [
    ["chat.messages.list", { roomId }],
    ["chat.rooms.get", { id: roomId }],
  ] as const)
    expect([name, (await ask(name, input)).status]).toEqual([name, 404]);
  expect((await ask("meetings.list", {})).status).toBe(401);

  const socket = new WebSocket(`${url.replace("http", "ws")}/trpc-ws`, { headers: { cookie } });
  const told: string[] = [];
  socket.on("message", (data: Buffer) => told.push(data.toString()));
  await new Promise((resolve) => socket.once("open", resolve));
  const params = { path: "meetings.watch", input: { roomId } };
  socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
  await expect.poll(() => told.join("\n")).toContain('"mine":"waiting"');
  await meetings.enterMeeting(ctx, ann, { roomId, deviceId: "device-ann" });
  await meetings.admitPeople(ctx, ann, { roomId, personIds: null });
  await expect.poll(() => told.at(-1)).toContain('"mine":"admitted"');
  expect(await (await enter()).json()).toMatchObject({ result: { data: { status: "in", grant: expect.any(String) } } });
  expect((await ask("chat.messages.list", { roomId })).status).toBe(200);
  socket.close();
});
