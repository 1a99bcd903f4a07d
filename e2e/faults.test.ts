// @module-tag long
import { execFileSync } from "node:child_process";
import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "./harness/api.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };
let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.remove());

const mail = (id: string) =>
  `From: a@lindenau.example\r\nSubject: ${id}\r\nMessage-ID: <${id}@lindenau.example>\r\n\r\n${"text ".repeat(400)}\r\n`;

/** Subjects in a mailbox, counted. */
async function subjects(person: Person, mailbox = "INBOX"): Promise<Map<string, number>> {
  const fetched = await rawImap(product.ports.IMAPS, person, [
    `EXAMINE ${mailbox}`,
    "FETCH 1:* BODY.PEEK[HEADER.FIELDS (SUBJECT)]",
  ]);
  const counts = new Map<string, number>();
  for (const [, subject = ""] of fetched.toString("latin1").matchAll(/^Subject: (.*?)\r$/gm))
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return counts;
}

/** What several clients send at once; “acknowledged” grows while they do. A refused or broken attempt is not tried again. */
function sending(to: Person, tag: string): { acknowledged: string[]; stop: () => Promise<void> } {
  const acknowledged: string[] = [];
  let isOver = false;
  const clients = Array.from({ length: 4 }, async (_none, client) => {
    for (let i = 0; !isOver; i++) {
      const id = `${tag}-${client}-${i}`;
      try {
        await sendMail({ port: product.ports.SMTP, from: "a@lindenau.example", to: [to.address], raw: mail(id) });
        acknowledged.push(id);
      } catch {
        await pause(100);
      }
    }
  });
  const stop = async () => {
    isOver = true;
    await Promise.all(clients);
  };
  return { acknowledged, stop };
}

/** Waits until so many more are acknowledged, however fast the machine is. */
async function more(acknowledged: string[], count: number): Promise<void> {
  const wanted = acknowledged.length + count;
  await expect.poll(() => acknowledged.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(wanted);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every role says that it is well, and mail is taken in: a role that fell is missed by health only after some seconds. */
async function healthy(): Promise<void> {
  const status = () =>
    fetch(`${product.url}/health`).then(
      (response) => response.status,
      () => 0,
    );
  await expect.poll(status, { timeout: 30_000, interval: 100 }).toBe(200);
  await expect.poll(() => listens(product.ports.SMTP), { timeout: 30_000, interval: 100 }).toBe(true);
  await expect.poll(() => listens(product.ports.IMAPS), { timeout: 30_000, interval: 100 }).toBe(true);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

test("killing the mail role in the middle of deliveries loses and doubles nothing that was acknowledged", async () => {
  const reader = await product.account("mailkill");
  const { acknowledged, stop } = sending(reader, "m");
  for (let i = 0; i < 3; i++) {
    await more(acknowledged, 15);
    process.kill(await product.pidOf("mail"), "SIGKILL");
  }
  await more(acknowledged, 15);
  await stop();
  await healthy();
  const stored = await subjects(reader);
  expect(acknowledged.filter((id) => stored.get(id) !== 1)).toEqual([]);
});

test("killing the database in the middle of deliveries loses and doubles nothing that was acknowledged", async () => {
  const reader = await product.account("dbkill");
  const { acknowledged, stop } = sending(reader, "d");
  await more(acknowledged, 30);
  process.kill(postmaster(), "SIGKILL");
  await more(acknowledged, 30);
  await stop();
  await healthy();
  const stored = await subjects(reader);
  expect(acknowledged.filter((id) => stored.get(id) !== 1)).toEqual([]);
});

test("with the database away for five seconds mail is answered late or asked to come again, and goes on", async () => {
  const reader = await product.account("dbaway");
  const { acknowledged, stop } = sending(reader, "a");
  await more(acknowledged, 15);
  const pid = postmaster();
  // The whole server stands still, its processes for each connection too.
  execFileSync("pkill", ["-STOP", "-P", String(pid)]);
  process.kill(pid, "SIGSTOP");
  await pause(5000);
  process.kill(pid, "SIGCONT");
  execFileSync("pkill", ["-CONT", "-P", String(pid)]);
  await more(acknowledged, 15);
  await stop();
  await healthy();
  const stored = await subjects(reader);
  expect(acknowledged.filter((id) => stored.get(id) !== 1)).toEqual([]);
});

test("killing the jobs role while it delivers gives everybody everything once", { timeout: 180_000 }, async () => {
  const [writer, reader] = [await product.account("jobwriter"), await product.account("jobreader")];
  const ids = Array.from({ length: 60 }, (_none, i) => `j-${i}`);
  const sending = (async () => {
    for (const id of ids)
      await sendMail({
        port: product.ports.SUBMISSION,
        from: writer.address,
        to: [reader.address],
        raw: mail(id).replace("a@lindenau.example", writer.address),
        login: writer,
      });
  })();
  for (let i = 0; i < 4; i++) {
    await pause(400);
    process.kill(await product.pidOf("jobs"), "SIGKILL");
    await pause(900);
  }
  await sending;
  await expect.poll(async () => (await subjects(reader)).size, { timeout: 120_000, interval: 2000 }).toBe(ids.length);
  const stored = await subjects(reader);
  expect(ids.filter((id) => stored.get(id) !== 1)).toEqual([]);
});

test("a killed http role is back within seconds, and health says so meanwhile", async () => {
  process.kill(await product.pidOf("http"), "SIGKILL");
  await healthy();
  expect(await product.pidOf("http")).toBeGreaterThan(0);
});

test("an upload that breaks off leaves nothing, and one that is too large is refused", async () => {
  const person = await product.account("uploader");
  const cookie = await signIn(product.url, person);
  const socket = net.connect(product.ports.HTTP, "127.0.0.1");
  socket.write(
    `POST /upload?name=a HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nX-Carbyne: 1\r\nContent-Length: 100000\r\n\r\nhalf`,
  );
  await pause(200);
  socket.destroy();
  const tooLarge = await fetch(`${product.url}/upload?name=a`, {
    method: "POST",
    headers: { cookie, "x-carbyne": "1" },
    body: Buffer.alloc(53 * 1024 * 1024),
  }).then(
    (response) => response.status,
    () => 413,
  );
  expect(tooLarge).toBe(413);
  const foreign = await fetch(`${product.url}/upload?name=a`, { method: "POST", headers: { cookie }, body: "x" });
  expect(foreign.status).toBe(403);
  const fine = await fetch(`${product.url}/upload?name=a`, {
    method: "POST",
    headers: { cookie, "x-carbyne": "1" },
    body: "x",
  });
  expect(await fine.json()).toMatchObject({ name: "a", sizeBytes: 1 });
});

test("a restart in order keeps everything, and nothing of it is left running", async () => {
  const reader = await product.account("restart");
  await sendMail({ port: product.ports.SMTP, from: "a@lindenau.example", to: [reader.address], raw: mail("kept") });
  const before = postmaster();
  const begun = Date.now();
  await product.stop("SIGINT");
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(() => process.kill(before, 0)).toThrow();
  const restarted = Date.now();
  await product.start();
  expect(Date.now() - restarted).toBeLessThan(10_000);
  expect((await subjects(reader)).get("kept")).toBe(1);
});

function postmaster(): number {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  const line = lines.find((one) => one.includes(`-D ${product.dataDir}/postgres `));
  return Number.parseInt(line ?? "", 10);
}
