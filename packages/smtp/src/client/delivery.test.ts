import { spawn, spawnSync } from "node:child_process";
import net from "node:net";
import tls from "node:tls";
import { generate } from "selfsigned";
import { afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../server/start-server.ts";
import type { Dns } from "./find-hosts.ts";
import { createMxClient, type MxClientOptions } from "./mx-client.ts";

let context: tls.SecureContext;
beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  context = tls.createSecureContext({ cert: made.cert, key: made.private });
});
const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const none = () => Promise.reject(Object.assign(new Error("none"), { code: "ENODATA" }));
const dns: Dns = { resolveMx: none, resolve4: () => Promise.resolve(["127.0.0.1"]), resolve6: none };

function clientOf(port: number, more: Partial<MxClientOptions> = {}) {
  const client = createMxClient({
    hostname: "mail.here.example",
    dns,
    port,
    timeoutMs: 2000,
    mayConnect: () => true,
    isSelf: () => false,
    ...more,
  });
  open.unshift(() => client.close());
  return client;
}

/** A server that says what it is told to and keeps what it heard. */
async function scripted(answer: (line: string) => string | null) {
  const heard: string[] = [];
  const server = net.createServer((socket) => {
    let rest = "";
    let isData = false;
    socket.on("error", () => {});
    socket.write("220 there\r\n");
    socket.on("data", (data) => {
      const lines = (rest + data.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (isData && line !== ".") continue;
        heard.push(line);
        isData = line === "DATA";
        const reply = answer(line) ?? (isData ? "354 go" : "250 2.0.0 fine");
        if (reply === "hang up") socket.destroy();
        else socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => void server.close());
  const address = server.address();
  return { heard, port: address && typeof address === "object" ? address.port : 0 };
}

const raw = Buffer.from("Subject: x\r\n\r\n.dot\r\n");
const to = (...recipients: string[]) => ({ domain: "town.example", reversePath: "a@here.example", recipients, raw });

test("notification parameters go to the recipient that they belong to, and only where they are known", async () => {
  const { port, kept, close } = await startServer();
  open.push(close);
  await clientOf(port).deliver({
    ...to(),
    recipients: [
      { address: "b@town.example", notify: ["NEVER"], originalRecipient: "rfc822;b+x=y@town.example" },
      { address: "c@town.example", notify: ["FAILURE", "DELAY"] },
      "d@town.example",
    ],
    envId: "id+1=2",
    ret: "HDRS",
  });
  expect(kept[0]?.envelope).toMatchObject({
    envId: "id+1=2",
    ret: "HDRS",
    recipients: [
      { address: "b@town.example", notify: ["NEVER"], originalRecipient: "rfc822;b+x=y@town.example" },
      { address: "c@town.example", notify: ["FAILURE", "DELAY"] },
      { address: "d@town.example" },
    ],
  });
  const old = await scripted((line) => (line.startsWith("EHLO") ? "502 what" : null));
  await clientOf(old.port).deliver({ ...to(), recipients: [{ address: "b@town.example", notify: ["NEVER"] }] });
  expect(old.heard).toContain("RCPT TO:<b@town.example>");
});

test("internationalized mail goes to servers that take it, and fails for good at others; a domain alone is written in ASCII", async () => {
  const { port, kept, close } = await startServer();
  open.push(close);
  const client = clientOf(port);
  expect(await client.deliver({ ...to("josé@town.example"), isUtf8: true })).toMatchObject([{ status: "delivered" }]);
  expect(await client.deliver({ ...to("b@town.example"), isUtf8: true })).toMatchObject([{ status: "delivered" }]);
  expect(kept.map(({ envelope }) => envelope.isUtf8)).toEqual([true, true]);
  const old = await scripted(() => null);
  expect(await clientOf(old.port).deliver(to("josé@town.example", "b@exämple.example"))).toMatchObject([
    { address: "josé@town.example", status: "failed", enhanced: "5.6.7" },
    { address: "b@exämple.example", status: "delivered", enhanced: "2.0.0" },
  ]);
  expect(old.heard).toContain("RCPT TO:<b@xn--exmple-cua.example>");
});

test("what cannot be written or is too large for the server fails for good and not in five days", async () => {
  const small = await scripted((line) => (line.startsWith("EHLO") ? "250-there\r\n250 SIZE 5" : null));
  expect(await clientOf(small.port).deliver(to("b@town.example"))).toMatchObject([
    { status: "failed", enhanced: "5.3.4" },
  ]);
  const fine = await scripted(() => null);
  const outcomes = await clientOf(fine.port).deliver(to("b@town.example\r\nDATA"));
  expect(outcomes).toMatchObject([{ status: "failed", enhanced: "5.1.3" }]);
  expect(fine.heard).not.toContain("DATA");
});

test("a connection waits for the next message to the same server, and one that was closed meanwhile costs nothing", async () => {
  const { port, kept, server, close } = await startServer();
  open.push(close);
  const client = clientOf(port);
  for (let i = 0; i < 3; i++) await client.deliver(to("b@town.example"));
  expect(kept).toHaveLength(3);
  expect(new Set(kept.map(({ session }) => session.id)).size).toBe(1);
  client.close();
  await expect.poll(() => server.connections()).toBe(0);

  let messages = 0;
  const rude = await scripted((line) =>
    line === "." && ++messages === 1
      ? null
      : line.startsWith("MAIL") && messages === 1 && messages++ === 1
        ? "hang up"
        : null,
  );
  const second = clientOf(rude.port);
  expect(await second.deliver(to("b@town.example"))).toMatchObject([{ status: "delivered" }]);
  expect(await second.deliver(to("b@town.example"))).toMatchObject([{ status: "delivered" }]);
  expect(rude.heard.filter((line) => line.startsWith("EHLO"))).toHaveLength(2);
});

test("TLS is used where it is offered, a broken one is done without, and a message that needs it waits", async () => {
  const { port, kept, close } = await startServer({ tls: () => context });
  open.push(close);
  expect(await clientOf(port).deliver(to("b@town.example"))).toMatchObject([
    { status: "delivered", isEncrypted: true },
  ]);
  expect(kept[0]?.session.protocol).toBe("ESMTPS");
  const broken = await scripted((line) =>
    line.startsWith("EHLO") ? "250-there\r\n250 STARTTLS" : line === "STARTTLS" ? "220 go\r\nno TLS here" : null,
  );
  expect(await clientOf(broken.port, { timeoutMs: 300 }).deliver(to("b@town.example"))).toMatchObject([
    { status: "delivered", isEncrypted: false },
  ]);
  const plain = await scripted(() => null);
  const [outcome] = await clientOf(plain.port).deliver({ ...to("b@town.example"), requiresTls: true });
  expect(outcome?.status).toBe("deferred");
  expect(plain.heard.some((line) => line.startsWith("MAIL"))).toBe(false);
});

test("a server that breaks off after the data, or asks to come again, loses nothing", async () => {
  const cut = await scripted((line) => (line === "." ? "hang up" : null));
  expect(await clientOf(cut.port).deliver(to("b@town.example"))).toMatchObject([{ status: "deferred" }]);
  const busy = await scripted((line) => (line === "." ? "451 4.7.1 greylisted" : null));
  expect(await clientOf(busy.port).deliver(to("b@town.example"))).toMatchObject([
    { status: "deferred", enhanced: "4.7.1", reply: "451 4.7.1 greylisted" },
  ]);
  const odd = await scripted((line) => (line.startsWith("RCPT") ? "550-first\r\n550 5.1.1 second" : null));
  expect(await clientOf(odd.port).deliver(to("b@town.example"))).toMatchObject([{ status: "failed" }]);
});

const hasSink = spawnSync("smtp-sink", ["-V"]).error === undefined;
test.skipIf(!hasSink)("postfix's smtp-sink takes our mail, also when it refuses for a while", async () => {
  const port = await freePort();
  for (const [flags, status] of [
    [[], "delivered"],
    [["-q", "RCPT"], "deferred"],
    [["-r", "RCPT"], "deferred"],
    [["-f", "RCPT"], "failed"],
  ] as const) {
    const sink = spawn("smtp-sink", ["-u", "nobody", ...flags, `127.0.0.1:${port}`, "10"], { stdio: "ignore" });
    const ended = new Promise((resolve) => sink.once("exit", resolve));
    await expect.poll(() => reaches(port)).toBe(true);
    expect(await clientOf(port, { idleMs: 0 }).deliver(to("b@town.example"))).toMatchObject([{ status }]);
    sink.kill();
    await ended;
  }
});

/** smtp-sink cannot choose a port for itself. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address && typeof address === "object" ? address.port : 0;
}

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
