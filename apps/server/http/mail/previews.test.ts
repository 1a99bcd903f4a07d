import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { accounts, mail, previews } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRefusal } from "../refusals.ts";
import { answerAttachmentPreview } from "./previews.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor | null = null;
let [ann, eve]: Actor[] = [];
let message: string;

const file = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/files", name));
const part = (name: string, type: string, content: Buffer) =>
  `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString("base64").replaceAll(/.{76}/g, "$&\r\n")}\r\n`;

beforeAll(async () => {
  ctx = await testContext();
  const people = ["ann", "eve"].map((name) =>
    accounts.createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" }),
  );
  const made = await Promise.all(people);
  [ann, eve] = made.map(({ accountId }): Actor => ({ kind: "user", accountId }));
  const raw = Buffer.from(
    `From: a@x.example\r\nSubject: Files\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee these.\r\n${part("talk.pdf", "application/pdf", file("talk.pdf"))}${part("a.zip", "application/zip", Buffer.from("PK\x03\x04nothing"))}--b--\r\n`,
  );
  const [delivered] = await mail.deliverMessage(ctx, {
    spaceIds: [made[0]?.spaceId ?? ""],
    raw,
    verdict: "unverified",
  });
  message = delivered?.messageId ?? "";
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    answerAttachmentPreview({ ctx, actor, url, request, response }).catch((error: unknown) => {
      if (error instanceof Refusal) answerRefusal(response, error);
      else response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

const get = (rest: string, who: Actor | null | undefined, headers: Record<string, string> = {}) => {
  actor = who ?? null;
  return fetch(`${origin}/mail/messages/${message}/parts/${rest}`, { headers });
};

test("an attachment is shown as a picture and as pages, with headers under which nothing runs", async () => {
  const asked = get("2/preview?area=200x200&format=png&page=2", ann);
  await expect.poll(() => previews.makeNext(ctx, "quick"), { timeout: 10_000 }).toBe(true);
  const answer = await asked;
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=3600",
    "content-disposition": `inline; filename="preview.png"; filename*=UTF-8''preview.png`,
  });
  const again = await get("2/preview?area=200x200&format=png&page=2", ann, {
    "if-none-match": answer.headers.get("etag") ?? "",
  });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const pages = get("2/preview.pdf?first=2&last=2", ann);
  await expect.poll(() => previews.makeNext(ctx, "quick"), { timeout: 10_000 }).toBe(true);
  expect((await pages).headers.get("content-type")).toBe("application/pdf");
});

test("while it is being made it is said when to come again", async () => {
  const answer = await get("2/preview?area=100x100", ann);
  expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([
    202,
    "1",
    { status: "waiting" },
  ]);
});

test("what cannot be shown is refused in words, and so is a wish without sense", async () => {
  const reasonOf = async (rest: string) => {
    const answer = await get(rest, ann);
    const { refusal } = (await answer.json()) as { refusal: { reason: string } };
    return [answer.status, refusal.reason];
  };
  expect(await reasonOf("3/preview")).toEqual([404, "preview-unknown"]);
  expect(await reasonOf("9/preview")).toEqual([404, "attachment-unknown"]);
  for (const wish of ["area=1x1", "area=9999x9999", "area=axb", "format=exe", "page=0", "quality=best"])
    expect(await reasonOf(`2/preview?${wish}`)).toEqual([400, "preview-want"]);
  expect(await reasonOf("2/preview.pdf?first=5&last=2")).toEqual([400, "preview-want"]);
});

test("a stranger sees no more of it than of the message, also when it is made", async () => {
  expect((await get("2/preview?area=200x200&format=png&page=2", eve)).status).toBe(404);
  expect((await get("2/preview.pdf", eve)).status).toBe(404);
  expect((await get("2/preview", null)).status).toBe(401);
});
