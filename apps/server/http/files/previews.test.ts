import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { accounts, documents, files, previews } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRefusal } from "../refusals.ts";
import { answerFilePreview } from "./previews.ts";

let ctx: TestContext;
let server: Server;
let origin: string;
let actor: Actor | null = null;
let [ann, eve]: Actor[] = [];
let id: string;
let folder: string;

const fixture = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/files", name));

async function put(name: string, data: Buffer, whenTaken: "refuse" | "replace" = "refuse"): Promise<string> {
  const who = ann ?? { kind: "user", accountId: "" };
  const made = await files.putSmallFile(ctx, who, { parentId: null, name, sizeBytes: data.length, whenTaken, data });
  return made.nodeId;
}

beforeAll(async () => {
  ctx = await testContext();
  const made = await Promise.all(
    ["ann", "eve"].map((name) =>
      accounts.createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" }),
    ),
  );
  [ann, eve] = made.map(({ accountId }): Actor => ({ kind: "user", accountId }));
  folder = ann ? (await files.createFolder(ctx, ann, { parentId: null, name: "folder" })).id : "";
  id = await put("talk.pdf", fixture("talk.pdf"));
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    answerFilePreview({ ctx, actor, url, request, response }).catch((error: unknown) => {
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

const get = (rest: string, who: Actor | null | undefined) => {
  actor = who ?? null;
  return fetch(`${origin}/files/${rest}`);
};
async function made(rest: string): Promise<Response> {
  const asked = get(rest, ann);
  await expect.poll(() => previews.makeNext(ctx, "quick"), { timeout: 10_000 }).toBe(true);
  return asked;
}
const reasonOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { refusal: { reason: string } }).refusal.reason,
];

test("a file is shown as a picture and as pages, with a tag, where nothing runs", async () => {
  const answer = await made(`${id}/preview?area=100x100`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
  expect(answer.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  expect(answer.headers.get("etag")).toMatch(/^"[\w-]{43}"$/);
  expect((await made(`${id}/preview.pdf?first=1&last=1`)).headers.get("content-type")).toBe("application/pdf");
});

test("an earlier version is shown as it was", async () => {
  await put("talk.pdf", Buffer.from("just words"), "replace");
  expect(await reasonOf(await get(`${id}/preview?area=100x100`, ann))).toEqual([404, "preview-unknown"]);
  // A list shows the sign of its kind then, and nobody is told of a fault.
  const optional = await get(`${id}/preview?area=100x100&missing=empty`, ann);
  expect([optional.status, await optional.text()]).toEqual([204, ""]);
  const versions = ann ? await files.listVersions(ctx, ann, { id }) : [];
  const first = versions.at(-1)?.id ?? "";
  expect((await get(`${id}/preview?area=100x100&version=${first}`, ann)).status).toBe(200);
  expect(await reasonOf(await get(`${id}/preview?version=${id}`, ann))).toEqual([404, "version-unknown"]);
});

test("an archive is listed", async () => {
  const python = `import io,sys,zipfile\nb=io.BytesIO()\nz=zipfile.ZipFile(b,'w')\nz.writestr('a/b.txt','hi')\nz.close()\nsys.stdout.buffer.write(b.getvalue())`;
  const archive = await put("a.zip", execFileSync("python3", ["-c", python]));
  const answer = await made(`${archive}/preview.json`);
  expect(await answer.json()).toMatchObject({ entries: [{ path: "a/b.txt", sizeBytes: 2 }], isCut: false });
});

test("a stranger sees nothing of it, also when it is made; a folder looks like nothing", async () => {
  for (const rest of ["preview?area=100x100", "preview.pdf?first=1&last=1", "preview.json"])
    expect(await reasonOf(await get(`${id}/${rest}`, eve))).toEqual([404, "node-unknown"]);
  expect((await get(`${id}/preview`, null)).status).toBe(401);
  expect(await reasonOf(await get(`${folder}/preview`, ann))).toEqual([400, "node-no-file"]);
});

test("a document is shown as what it says now", async () => {
  if (!ann) throw new Error("nobody");
  const { id: text } = await documents.createDocument(ctx, ann, { parentId: null, name: "Notes", kind: "text" });
  const asked = get(`${text}/preview.pdf?first=1`, ann);
  await expect.poll(() => previews.makeNext(ctx, "all"), { timeout: 20_000 }).toBe(true);
  const answer = await asked;
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect((await get(`${text}/preview?area=100x100`, eve)).status).toBe(404);
  const { id: sheet } = await documents.createDocument(ctx, ann, { parentId: null, name: "Sheet", kind: "sheet" });
  expect(await reasonOf(await get(`${sheet}/preview.pdf?first=1`, ann))).toEqual([404, "preview-unknown"]);
}, 40_000);
