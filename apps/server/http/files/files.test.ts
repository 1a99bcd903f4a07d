import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { accounts, files, signIn } from "@carbyne/domain";
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
let headers: Record<string, string>;

beforeAll(async () => {
  ctx = await testContext();
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "long enough pw",
  });
  actor = { kind: "user", accountId };
  const secret = await signIn.openSession(ctx, accountId, {});
  headers = { cookie: `carbyne=${secret}`, "x-carbyne": "1" };
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

/** Sends a file with the client that the protocol's authors write. */
function sendByTus(data: Buffer, options: { filename: string; stopAfter?: number; url?: string }): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const { filename, stopAfter, url } = options;
    const upload: Upload = new Upload(data, {
      endpoint: `${origin}/file-uploads`,
      ...(url ? { uploadUrl: url } : {}),
      headers,
      metadata: { filename },
      chunkSize: 300_000,
      retryDelays: [],
      onError: reject,
      onSuccess: () => resolve(upload),
      onChunkComplete: (_size, accepted) => {
        if (stopAfter !== undefined && accepted >= stopAfter) void upload.abort().then(() => resolve(upload));
      },
    });
    upload.start();
  });
}

const home = async () => (await files.listFolder(ctx, actor, { id: null })).nodes;
const find = async (name: string) => (await home()).find((node) => node.name === name)?.id ?? "";

test("a tus client sends a file, stops on the way, and goes on where it was", async () => {
  const data = randomBytes(1_000_000);
  const stopped = await sendByTus(data, { filename: "Ünder.bin", stopAfter: 300_000 });
  expect(await home()).toEqual([]);
  const url = stopped.url ?? "";
  const before = await fetch(url, { method: "HEAD", headers: { ...headers, "tus-resumable": "1.0.0" } });
  expect(Number(before.headers.get("upload-offset"))).toBeGreaterThanOrEqual(300_000);
  await sendByTus(data, { filename: "Ünder.bin", url });
  const got = await fetch(`${origin}/files/${await find("Ünder.bin")}/content`, { headers });
  expect(Buffer.from(await got.arrayBuffer()).equals(data)).toBe(true);
  const after = await fetch(url, { method: "HEAD", headers: { ...headers, "tus-resumable": "1.0.0" } });
  expect(after.headers.get("carbyne-node")).toBe(await find("Ünder.bin"));
});

test("tus says what it speaks, refuses other versions, gaps, types and lengths, and ends uploads", async () => {
  const ask = (method: string, at: string, more: Record<string, string> = {}, body?: Buffer<ArrayBuffer>) =>
    fetch(at.startsWith("http") ? at : origin + at, {
      method,
      headers: { ...headers, "tus-resumable": "1.0.0", ...more },
      ...(body ? { body } : {}),
    });
  const spoken = await ask("OPTIONS", "/file-uploads");
  expect(spoken.headers.get("tus-extension")).toContain("creation-with-upload");
  expect((await ask("POST", "/file-uploads", { "tus-resumable": "0.2.2" })).status).toBe(412);
  expect((await ask("POST", "/file-uploads", { "upload-length": "-1" })).status).toBe(400);
  expect((await ask("POST", "/file-uploads", { "upload-length": "5" })).status).toBe(400);
  const filename = `filename ${Buffer.from("a.txt").toString("base64")}`;
  const made = await ask("POST", "/file-uploads", { "upload-length": "5", "upload-metadata": filename });
  expect(made.status).toBe(201);
  const at = made.headers.get("location") ?? "";
  const type = { "content-type": "application/offset+octet-stream" };
  expect((await ask("PATCH", at, { "upload-offset": "0" }, Buffer.from("hello"))).status).toBe(415);
  expect((await ask("PATCH", at, { ...type, "upload-offset": "3" }, Buffer.from("lo"))).status).toBe(409);
  expect((await ask("PATCH", at, { ...type, "upload-offset": "0" }, Buffer.from("hello you"))).status).toBe(400);
  expect((await ask("DELETE", at)).status).toBe(204);
  expect((await ask("HEAD", at)).status).toBe(404);
  const whole = await ask(
    "POST",
    "/file-uploads",
    { ...type, "upload-length": "5", "upload-metadata": filename },
    Buffer.from("hello"),
  );
  expect([whole.status, whole.headers.get("upload-offset"), whole.headers.get("carbyne-node")]).toEqual([
    201,
    "5",
    await find("a.txt"),
  ]);
  const foreign = await fetch(`${origin}/file-uploads`, {
    method: "POST",
    headers: { cookie: headers["cookie"] ?? "", "tus-resumable": "1.0.0" },
  });
  expect(foreign.status).toBe(403);
});

test("bytes that do not come to their checksum are not taken, and those that do are", async () => {
  const data = randomBytes(400_000);
  const half = data.subarray(0, 200_000);
  const ask = (at: string, offset: number, body: Buffer<ArrayBuffer>, checksum: string) =>
    fetch(origin + at, {
      method: "PATCH",
      headers: {
        ...headers,
        "tus-resumable": "1.0.0",
        "content-type": "application/offset+octet-stream",
        "upload-offset": String(offset),
        "upload-checksum": checksum,
      },
      body,
    });
  const sum = (name: string, of: Buffer) => `${name} ${createHash(name).update(of).digest("base64")}`;
  const made = await fetch(`${origin}/file-uploads`, {
    method: "POST",
    headers: {
      ...headers,
      "tus-resumable": "1.0.0",
      "upload-length": String(data.length),
      "upload-metadata": `filename ${Buffer.from("summed.bin").toString("base64")}`,
    },
  });
  const at = made.headers.get("location") ?? "";
  expect((await ask(at, 0, half, "crc99 AAAA")).status).toBe(400);
  expect((await ask(at, 0, half, sum("sha1", data))).status).toBe(460);
  const stand = await fetch(origin + at, { method: "HEAD", headers: { ...headers, "tus-resumable": "1.0.0" } });
  expect(stand.headers.get("upload-offset")).toBe("0");
  expect((await ask(at, 0, half, sum("sha1", half))).status).toBe(204);
  const rest = data.subarray(200_000);
  expect((await ask(at, 200_000, rest, sum("sha256", half))).status).toBe(460);
  expect((await ask(at, 200_000, rest, sum("sha256", rest))).status).toBe(204);
  const got = await fetch(`${origin}/files/${await find("summed.bin")}/content`, { headers });
  expect(Buffer.from(await got.arrayBuffer()).equals(data)).toBe(true);
});

test("ranges, tags and what is known already", async () => {
  const url = `${origin}/files/${await find("a.txt")}/content`;
  const ask = async (more: Record<string, string>) => {
    const answer = await fetch(url, { headers: { ...headers, ...more } });
    return [answer.status, await answer.text(), answer.headers.get("content-range")];
  };
  expect(await ask({ range: "bytes=1-3" })).toEqual([206, "ell", "bytes 1-3/5"]);
  expect(await ask({ range: "bytes=-2" })).toEqual([206, "lo", "bytes 3-4/5"]);
  expect(await ask({ range: "bytes=9-" })).toEqual([416, "", "bytes */5"]);
  const tag = (await fetch(url, { headers })).headers.get("etag") ?? "";
  expect(await ask({ "if-none-match": tag })).toEqual([304, "", null]);
  expect(await ask({ range: "bytes=1-3", "if-range": tag })).toEqual([206, "ell", "bytes 1-3/5"]);
  expect(await ask({ range: "bytes=1-3", "if-range": '"older"' })).toEqual([200, "hello", null]);
});

test("what could run in a browser is handed over to be kept, under a policy in which nothing runs", async () => {
  await files.putSmallFile(ctx, actor, {
    parentId: null,
    name: "page.html",
    sizeBytes: 8,
    whenTaken: "refuse",
    data: Buffer.from("<script>"),
  });
  const answer = await fetch(`${origin}/files/${await find("page.html")}/content`, { headers });
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a folder and several entries come as one archive of the length that was told, as Python reads it", async () => {
  const { id: parentId } = await files.createFolder(ctx, actor, { parentId: null, name: "Fotos Süd" });
  await files.createFolder(ctx, actor, { parentId, name: "empty" });
  const data = Buffer.from("sunny");
  await files.putSmallFile(ctx, actor, { parentId, name: "日.txt", sizeBytes: 5, whenTaken: "refuse", data });
  const ids = [parentId, await find("a.txt"), await find("Ünder.bin")];
  const answer = await fetch(`${origin}/files/archive?${ids.map((id) => `id=${id}`).join("&")}`, { headers });
  const archive = Buffer.from(await answer.arrayBuffer());
  expect(Number(answer.headers.get("content-length"))).toBe(archive.length);
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-zip-"));
  try {
    await writeFile(path.join(folder, "a.zip"), archive);
    const script =
      "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print('\\n'.join(z.namelist()))";
    const listed = execFileSync("python3", ["-c", script, path.join(folder, "a.zip")], {
      encoding: "utf8",
      env: { ...process.env, PYTHONUTF8: "1" },
    });
    expect(listed.trim().split("\n")).toEqual([
      "Fotos Süd/",
      "Fotos Süd/empty/",
      "Fotos Süd/日.txt",
      "a.txt",
      "Ünder.bin",
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
