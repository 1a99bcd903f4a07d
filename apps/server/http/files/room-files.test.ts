import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { accounts, chat, previews, signIn } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { createHandler } from "../handle.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let ann: Person;
let ben: Person;
let eve: Person;

type Person = { actor: Actor; id: string; headers: Record<string, string> };
async function person(name: string): Promise<Person> {
  const address = `${name}@town.example`;
  const { accountId } = await accounts.createAccount(ctx, { address, name, password: "a long enough password" });
  const secret = await signIn.openSession(ctx, accountId, {});
  const headers = { cookie: `carbyne=${secret}`, "x-carbyne": "1" };
  return { actor: { kind: "user", accountId }, id: accountId, headers };
}

beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await person("ann"), await person("ben"), await person("eve")];
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
    handle: async (_: unknown, response: { writeHead(code: number): { end(): void } }) => response.writeHead(404).end(),
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

const get = (who: Person, at: string, more: Record<string, string> = {}) =>
  fetch(origin + at, { headers: { ...who.headers, ...more } });

function send(who: Person, folder: string, data: Buffer<ArrayBuffer>) {
  const value = (text: string) => Buffer.from(text).toString("base64");
  return fetch(`${origin}/file-uploads`, {
    method: "POST",
    body: data,
    headers: {
      ...who.headers,
      "tus-resumable": "1.0.0",
      "content-type": "application/offset+octet-stream",
      "upload-length": String(data.length),
      "upload-metadata": `filename ${value("talk.pdf")},parentid ${value(folder)}`,
    },
  });
}

test("a file of a room comes by tus, and is had in whole, in part and as pages by members alone", async () => {
  const { id: roomId } = await chat.createRoom(ctx, ann.actor, { kind: "group", name: "Roof", people: [ben.id] });
  const { id: folder } = await chat.roomFolder(ctx, ann.actor, { roomId });
  const data = readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/files/talk.pdf"));
  expect((await send(eve, folder, data)).status).toBe(404);
  const made = await send(ann, folder, data);
  expect(made.status).toBe(201);
  const id = made.headers.get("carbyne-node") ?? "";
  expect((await get(ben, `/files/${id}/content`)).status).toBe(404);
  await chat.sendMessage(ctx, ann.actor, { roomId, key: "the-first-file", text: "", attachments: [{ id }] });
  const whole = await get(ben, `/files/${id}/content`);
  expect(Buffer.from(await whole.arrayBuffer()).equals(data)).toBe(true);
  const part = await get(ben, `/files/${id}/content`, { range: "bytes=4-9" });
  expect([part.status, Buffer.from(await part.arrayBuffer()).equals(data.subarray(4, 10))]).toEqual([206, true]);
  const shown = get(ben, `/files/${id}/preview?area=100x100`);
  await expect.poll(() => previews.makeNext(ctx, "quick"), { timeout: 10_000 }).toBe(true);
  expect([(await shown).status, (await shown).headers.get("content-type")]).toEqual([200, "image/webp"]);
  expect((await get(ben, `/files/archive?id=${id}`)).status).toBe(200);
  for (const at of [`/files/${id}/content`, `/files/${id}/preview?area=100x100`, `/files/archive?id=${id}`])
    expect([at, (await get(eve, at)).status]).toEqual([at, 404]);
  for (const at of [`/files/${folder}/content`, `/files/archive?id=${folder}`])
    expect([at, (await get(ann, at)).status]).toEqual([at, 404]);
  await chat.removePerson(ctx, ann.actor, { id: roomId, personId: ben.id });
  expect((await get(ben, `/files/${id}/content`)).status).toBe(404);
});
