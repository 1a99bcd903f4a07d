import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, chat } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRefusal } from "../refusals.ts";
import { answerExport, isExportPath } from "./export.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor | null = null;

beforeAll(async () => {
  ctx = await testContext();
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    answerExport({ ctx, actor, url, request, response }).catch((error: unknown) => {
      if (error instanceof Refusal) answerRefusal(response, error);
      else response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

async function person(name: string): Promise<Actor> {
  const address = `${name}@town.example`;
  const { accountId } = await accounts.createAccount(ctx, { address, name, password: "a long enough password" });
  return { kind: "user", accountId };
}

test("a member keeps a room as a file, and nobody else does", async () => {
  const [ann, eve] = [await person("ann"), await person("eve")];
  const { id: roomId } = await chat.createRoom(ctx, ann, { kind: "group", name: "Dächer", people: [] });
  await chat.sendMessage(ctx, ann, { roomId, key: "the-first-one", text: "Grüße" });
  const get = (who: Actor | null, ending: string) => {
    actor = who;
    return fetch(`${origin}/chat/${roomId}/export.${ending}`);
  };
  const text = await get(ann, "txt");
  expect(text.headers.get("content-disposition")).toContain("filename*=UTF-8''D%C3%A4cher.txt");
  expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await text.text()).toContain("Grüße");
  const json = (await (await get(ann, "json")).json()) as { messages: { text: string }[] };
  expect(json.messages.at(-1)?.text).toBe("Grüße");
  expect((await get(eve, "txt")).status).toBe(404);
  expect((await get(null, "json")).status).toBe(401);
  expect([isExportPath(`/chat/${roomId}`), isExportPath(`/chat/${roomId}/export.csv`)]).toEqual([false, false]);
});
