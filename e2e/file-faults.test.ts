// @module-tag long
import { createHash, randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "./harness/api.ts";
import { type Product, password, startProduct } from "./harness/product.ts";

let product: Product;
let address: string;
let cookie: string;
beforeAll(async () => {
  product = await startProduct();
  ({ address } = await product.account("ann"));
  cookie = await signIn(product.url, { address, password });
});
afterAll(() => product.remove());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sumOf = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
const authorization = () => `Basic ${Buffer.from(`${address}:${password}`).toString("base64")}`;

/** What a WebDAV program asks; null when the line breaks. */
async function dav(
  method: string,
  name: string,
  body?: Uint8Array<ArrayBuffer>,
): Promise<{ status: number; data: Buffer } | null> {
  try {
    const answer = await fetch(`${product.url}/dav/files/${name}`, {
      method,
      headers: { authorization: authorization(), ...(method === "PROPFIND" ? { depth: "1" } : {}) },
      ...(body ? { body } : {}),
    });
    return { status: answer.status, data: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return null;
  }
}

/** Bytes `from` to `to`, the last one not among them; null when the line breaks. */
async function stretch(name: string, from: number, to: number): Promise<Buffer | null> {
  try {
    const headers = { authorization: authorization(), range: `bytes=${from}-${to - 1}` };
    const answer = await fetch(`${product.url}/dav/files/${name}`, { headers });
    return Buffer.from(await answer.arrayBuffer());
  } catch {
    return null;
  }
}

const tus = (method: string, place: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
  fetch(new URL(place, product.url), {
    method,
    headers: { cookie, "x-carbyne": "1", "tus-resumable": "1.0.0", ...headers },
    ...(body ? { body } : {}),
  });

async function beginTus(name: string, sizeBytes: number): Promise<string> {
  const filename = Buffer.from(name).toString("base64");
  const made = await tus("POST", "/file-uploads", {
    "upload-length": String(sizeBytes),
    "upload-metadata": `filename ${filename}`,
  });
  expect(made.status).toBe(201);
  return made.headers.get("location") ?? "";
}

const patch = (place: string, at: number, data: Uint8Array<ArrayBuffer>) =>
  tus("PATCH", place, { "content-type": "application/offset+octet-stream", "upload-offset": String(at) }, data);

async function httpRole(): Promise<void> {
  const status = () =>
    fetch(`${product.url}/health`).then(
      ({ status: code }) => code,
      () => 0,
    );
  await expect.poll(status, { timeout: 30_000, interval: 50 }).toBe(200);
}

type Checked = { checked: number; faults: { fault: string; what: string; usedBy: string[] }[] };

/** What `carbyne doctor --blobs` finds, also when that is an error. */
async function doctor(): Promise<Checked> {
  const text = await product.carbyne(["doctor", "--blobs", "--json"]).catch((error: unknown) => {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  });
  return JSON.parse(text) as Checked;
}

test("an upload whose server is killed goes on where it was, and arrives whole", async () => {
  const data = randomBytes(40_000_000);
  const place = await beginTus("killed.bin", data.length);
  const broken = patch(place, 0, data).then(
    ({ status }) => status,
    () => "broken",
  );
  await pause(60);
  process.kill(await product.pidOf("http"), "SIGKILL");
  expect(await broken).toBe("broken");
  await httpRole();
  const stand = await tus("HEAD", place, {});
  const at = Number(stand.headers.get("upload-offset"));
  expect([stand.status, at < data.length]).toEqual([200, true]);
  expect((await patch(place, at, data.subarray(at))).status).toBe(204);
  expect(sumOf((await dav("GET", "killed.bin"))?.data ?? Buffer.alloc(0))).toBe(sumOf(data));
});

test("a server that is killed while it commits loses nothing that it acknowledged, and shows nothing by halves", async () => {
  await dav("MKCOL", "many");
  const acknowledged = new Map<string, string>();
  const sent = new Map<string, Set<string>>();
  let accepted = 0;
  let isOver = false;
  const clients = Array.from({ length: 4 }, async (_none, client) => {
    for (let i = 0; !isOver; i++) {
      // Names come again, so that versions are made too; sizes lie on both sides of what the database takes itself.
      const name = `many/${client}-${i % 7}.bin`;
      const data = randomBytes(i % 2 === 0 ? 3000 : 400_000);
      const sum = sumOf(data);
      sent.set(name, (sent.get(name) ?? new Set()).add(sum));
      const answer = await dav("PUT", name, data);
      if (answer && answer.status < 300) {
        acknowledged.set(name, sum);
        accepted++;
      } else {
        // Whether it was done nobody knows: either of the two may be there.
        acknowledged.delete(name);
        await pause(50);
      }
    }
  });
  /** So many more are accepted, however fast the machine is. */
  const more = (count: number) => {
    const wanted = accepted + count;
    return expect.poll(() => accepted, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(wanted);
  };
  for (let i = 0; i < 3; i++) {
    await more(8);
    process.kill(await product.pidOf("http"), "SIGKILL");
    await httpRole();
  }
  await more(16);
  isOver = true;
  await Promise.all(clients);
  for (const [name, sum] of acknowledged)
    expect([name, sumOf((await dav("GET", name))?.data ?? Buffer.alloc(0))]).toEqual([name, sum]);
  const listed = (await dav("PROPFIND", "many"))?.data.toString() ?? "";
  const names = [...listed.matchAll(/<D:href>\/dav\/files\/(many\/[^<]+)<\/D:href>/g)].map(([, name]) => name ?? "");
  for (const name of names) {
    const got = await dav("GET", name);
    expect([name, got?.status, sent.get(name)?.has(sumOf(got?.data ?? Buffer.alloc(0)))]).toEqual([name, 200, true]);
  }
  expect((await doctor()).faults).toEqual([]);
});

test("of two uploads of one name at once both are kept, or one is asked what to do", async () => {
  const [one, two] = [randomBytes(600_000), randomBytes(600_000)];
  const put = await Promise.all([dav("PUT", "same.bin", one), dav("PUT", "same.bin", two)]);
  expect(put.map((answer) => answer?.status ?? 0).toSorted((a, b) => a - b)).toEqual([201, 204]);
  expect([sumOf(one), sumOf(two)]).toContain(sumOf((await dav("GET", "same.bin"))?.data ?? Buffer.alloc(0)));
  const places = await Promise.all([beginTus("asked.bin", one.length), beginTus("asked.bin", two.length)]);
  const sent = await Promise.all(places.map((place, i) => patch(place, 0, i === 0 ? one : two)));
  expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
});

test("a conversion that is killed with its server is made again by the next one", async () => {
  const text = `{\\rtf1\\ansi ${"A letter about the roof and what it costs. \\par ".repeat(3000)}}`;
  await dav("PUT", "letter.rtf", Buffer.from(text));
  const list = await fetch(`${product.url}/trpc/files.list?input=${encodeURIComponent(JSON.stringify({ id: null }))}`, {
    headers: { cookie, "x-carbyne": "1" },
  });
  const id = /"id":"([0-9a-f-]{36})"[^{}]*"name":"letter\.rtf"/.exec(await list.text())?.[1] ?? "";
  const ask = () => fetch(`${product.url}/files/${id}/preview?area=300x300`, { headers: { cookie } });
  const first = ask().then(
    ({ status }) => status,
    () => 0,
  );
  await pause(700);
  process.kill(await product.pidOf("jobs"), "SIGKILL");
  await first;
  await expect.poll(async () => (await ask()).status, { timeout: 30_000, interval: 500 }).toBe(200);
});

test("damaged content is an error and never wrong bytes, and the doctor names the file", async () => {
  const data = randomBytes(700_000);
  await dav("PUT", "damaged.bin", data);
  await dav("PUT", "lost.bin", randomBytes(700_000));
  damage(data);
  expect(await dav("GET", "damaged.bin")).toBeNull();
  // Stretches are right or not there: this one lies beside the damage, the other one in its piece.
  expect((await stretch("damaged.bin", 0, 500_000))?.equals(data.subarray(0, 500_000))).toBe(true);
  expect(await stretch("damaged.bin", 600_000, 600_010)).toBeNull();
  const found = await doctor();
  expect(found.checked).toBeGreaterThan(3);
  expect(found.faults).toEqual([
    {
      fault: "damaged",
      what: sumOf(data),
      sizeBytes: data.length,
      usedBy: [`file damaged.bin (version 1) of ${address}`],
    },
  ]);
});

/** Changes a byte on the disk of the one file that holds the content. */
function damage(data: Buffer): void {
  const folder = path.join(product.dataDir, "blobs");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const one of files) {
    const handle = openSync(path.join(one.parentPath, one.name), "r+");
    const head = Buffer.alloc(16);
    readSync(handle, head, 0, 16, 0);
    if (head.equals(data.subarray(0, 16))) writeSync(handle, Buffer.from([(data[650_000] ?? 0) ^ 1]), 0, 1, 650_000);
    closeSync(handle);
  }
}
