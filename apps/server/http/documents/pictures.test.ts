import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, documents } from "@carbyne/domain";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRefusal } from "../refusals.ts";
import { answerDocumentPicture, answerDocumentPictures, isDocumentPicture } from "./pictures.ts";

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
  if (ann) id = (await documents.createDocument(ctx, ann, { parentId: null, name: "Album", kind: "text" })).id;
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const answer = isDocumentPicture(url.pathname) ? answerDocumentPicture : answerDocumentPictures;
    answer({ ctx, actor, url, request, response }).catch((error: unknown) => {
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

const png = Buffer.from("\x89PNG\r\n\x1a\nroof", "latin1");
const ask = (path: string, who: Actor | null | undefined, options: RequestInit = {}) => {
  actor = who ?? null;
  return fetch(`${origin}/${path}`, options);
};
const post = (who: Actor | null | undefined, body: Buffer<ArrayBuffer>) =>
  ask(`${id}/pictures`, who, { method: "POST", body });
const reasonOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { refusal: { reason: string } }).refusal.reason,
];

test("a picture that is posted is given out under its id, to be kept, where nothing of it can run", async () => {
  const added = (await (await post(ann, png)).json()) as { id: string };
  const answer = await ask(`${id}/pictures/${added.id}`, ann);
  expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, png]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=31536000, immutable",
  });
  const etag = answer.headers.get("etag") ?? "";
  const again = await ask(`${id}/pictures/${added.id}`, ann, { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);
  expect(await reasonOf(await ask(`${id}/pictures/${added.id}`, eve))).toEqual([404, "node-unknown"]);
  expect(await reasonOf(await ask(`${id}/pictures/${added.id}`, null))).toEqual([401, "sign-in-needed"]);
  expect(await reasonOf(await ask(`${id}/pictures/${newId()}`, ann))).toEqual([404, "picture-unknown"]);
});

test("strangers add none, nor does a drawing or what is too large become one", async () => {
  expect(await reasonOf(await post(eve, png))).toEqual([404, "node-unknown"]);
  expect(await reasonOf(await post(null, png))).toEqual([401, "sign-in-needed"]);
  expect(await reasonOf(await post(ann, Buffer.from("<svg/>")))).toEqual([400, "picture-none"]);
  expect((await reasonOf(await post(ann, Buffer.alloc(21 * 2 ** 20))))[0]).toBe(413);
});
