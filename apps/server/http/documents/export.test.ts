import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, documents } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRefusal } from "../refusals.ts";
import { answerDocumentExport } from "./export.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor | null = null;
let [ann, eve]: Actor[] = [];
let id: string;

beforeAll(async () => {
  ctx = await testContext();
  const made = await Promise.all(
    ["ann", "eve"].map((name) =>
      accounts.createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" }),
    ),
  );
  [ann, eve] = made.map(({ accountId }): Actor => ({ kind: "user", accountId }));
  if (ann) id = (await documents.createDocument(ctx, ann, { parentId: null, name: 'Größe "1"', kind: "text" })).id;
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    answerDocumentExport({ ctx, actor, url, request, response }).catch((error: unknown) => {
      if (error instanceof Refusal) answerRefusal(response, error);
      else response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/documents`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

const get = (as: string, who: Actor | null | undefined) => {
  actor = who ?? null;
  return fetch(`${origin}/${id}/export?as=${as}`);
};
const reasonOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { refusal: { reason: string } }).refusal.reason,
];

test("a document is given as a file under its name, to be kept and never shown in place", async () => {
  const answer = await get("html", ann);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("<!DOCTYPE html>")]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-disposition": `attachment; filename="Gr__e _1_.html"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.html`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const docx = await get("docx", ann);
  expect(Buffer.from(await docx.arrayBuffer()).toString("latin1", 0, 4)).toBe("PK\x03\x04");
});

test("strangers get nothing, and there are no other formats", async () => {
  expect(await reasonOf(await get("docx", eve))).toEqual([404, "node-unknown"]);
  expect(await reasonOf(await get("docx", null))).toEqual([401, "sign-in-needed"]);
  expect(await reasonOf(await get("exe", ann))).toEqual([404, "page-unknown"]);
});
