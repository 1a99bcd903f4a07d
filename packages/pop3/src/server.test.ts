import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { promisify } from "node:util";
import { silentLogger } from "@carbyne/kernel";
import { generate } from "selfsigned";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPop3Server, memoryBackend, type Pop3Options } from "./index.ts";
import { stuff, topOf } from "./wire.ts";

/** Runs a program; one that hangs is ended and named, so that a busy machine is told from a fault. */
const run = (program: string, args: readonly string[]) => promisify(execFile)(program, args, { timeout: 60_000 });
const closing: (() => Promise<void> | void)[] = [];
let context: tls.SecureContext;
beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  context = tls.createSecureContext({ cert: made.cert, key: made.private });
});
afterAll(async () => {
  for (const close of closing) await close();
});

const first = Buffer.from("Subject: one\r\n\r\n.dot\r\nline two\r\nline three\r\n");
const second = Buffer.from("Subject: two\r\n\r\nno end");

async function start(more: Partial<Pop3Options> = {}) {
  const messages = new Map([
    ["id-1", first],
    ["id-2", second],
  ]);
  const ends = new Set<() => void>();
  const server = createPop3Server(
    {
      log: silentLogger,
      words: (refusal) => refusal.reason,
      tls: () => context,
      allowsPlaintext: true,
      ...more,
      limits: { authDelayMs: 1, ...more.limits },
    },
    memoryBackend({ user: "ann@town.example", password: "a b c", messages, ends }),
  );
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  closing.push(() => server.close());
  return { port, messages, server, ends };
}

/** Says lines, and answers everything that came back until the server is silent for a moment. */
async function talk(port: number, lines: string): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (data) => (text += data.toString()));
  socket.write(lines.replaceAll("\n", "\r\n"));
  await new Promise((resolve) => socket.once("close", resolve));
  return text.replaceAll("\r\n", "\n");
}

const signIn = "USER ann@town.example\nPASS a b c\n";

test("a session from greeting to QUIT, pipelined", async () => {
  const { port, messages } = await start();
  expect(
    await talk(
      port,
      `${signIn}STAT\nLIST\nUIDL 2\nRETR 1\nTOP 1 1\nDELE 2\nRETR 2\nLIST 2\nRSET\nDELE 1\nNOOP\nQUIT\n`,
    ),
  ).toBe(
    `+OK Carbyne ready
+OK send PASS
+OK 2 messages (66 octets)
+OK 2 66
+OK 2 messages
1 44
2 22
.
+OK 2 id-2
+OK 44 octets
Subject: one

..dot
line two
line three
.
+OK top follows
Subject: one

..dot
.
+OK message 2 deleted
-ERR no such message
-ERR no such message
+OK 2 messages (66 octets)
+OK message 1 deleted
+OK
+OK good bye
`,
  );
  expect([...messages.keys()]).toEqual(["id-2"]);
});

test("a session whose sign-in is ended is cut off with words, and removes nothing", async () => {
  const { port, messages, ends } = await start();
  const told = talk(port, `${signIn}DELE 1\n`);
  await expect.poll(() => ends.size).toBe(1);
  for (const end of ends) end();
  expect(await told).toMatch(/-ERR \[AUTH\] your sign-in was ended\n$/);
  await expect.poll(() => ends.size).toBe(0);
  expect(messages.size).toBe(2);
});

test("a connection that breaks before QUIT removes nothing", async () => {
  const { port, messages, server } = await start();
  const socket = net.connect(port, "127.0.0.1");
  socket.write(`${signIn}DELE 1\nDELE 2\n`.replaceAll("\n", "\r\n"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await expect.poll(() => server.connections()).toBe(0);
  expect(messages.size).toBe(2);
});

test("SASL PLAIN and LOGIN, with and without an initial response; wrong ones say so and end after three", async () => {
  const { port } = await start();
  const plain = Buffer.from("\0ann@town.example\0a b c").toString("base64");
  expect(await talk(port, `AUTH PLAIN ${plain}\nQUIT\n`)).toContain("+OK 2 messages");
  expect(await talk(port, `AUTH PLAIN\n${plain}\nQUIT\n`)).toContain("+ \n+OK 2 messages");
  const [user, password] = ["ann@town.example", "a b c"].map((word) => Buffer.from(word).toString("base64"));
  expect(await talk(port, `AUTH LOGIN\n${user}\n${password}\nQUIT\n`)).toContain("+OK 2 messages");
  expect(await talk(port, "AUTH PLAIN !!!\nAUTH X\nAUTH PLAIN\n*\nQUIT\n")).toMatch(
    /(-ERR that is no answer.*\n)-ERR unknown mech/,
  );
  const guesses = await talk(port, "USER a\nPASS x\n".repeat(4));
  expect(guesses.match(/-ERR \[AUTH\] sign-in-failed/g)).toHaveLength(3);
});

test("before TLS nobody signs in, after it everybody is asked anew, and what was said in the clear is forgotten", async () => {
  const { port } = await start({ allowsPlaintext: false });
  expect(await talk(port, "CAPA\nUSER ann\nQUIT\n")).toMatch(/STLS[^]*-ERR begin TLS first/);
  const socket = net.connect(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write("STLS\r\nQUIT\r\n");
  await new Promise((resolve) => socket.once("data", resolve));
  const secure = tls.connect({ socket, rejectUnauthorized: false });
  let text = "";
  secure.on("data", (data) => (text += data.toString()));
  secure.write(`CAPA\r\n${signIn.replaceAll("\n", "\r\n")}QUIT\r\n`);
  await new Promise((resolve) => secure.once("close", resolve));
  expect(text).toContain("SASL PLAIN LOGIN");
  expect(text).not.toContain("STLS");
  expect(text).toContain("+OK 2 messages (66 octets)");
});

test("odd input is answered or cut off, and never remembered", async () => {
  const { port } = await start();
  expect(await talk(port, "RETR 1\nXYZZY\n\nPASS x\nUSER\nQUIT\n")).toBe(
    "+OK Carbyne ready\n-ERR sign in first\n-ERR unknown command\n-ERR unknown command\n-ERR USER comes first\n-ERR USER takes a name\n+OK good bye\n",
  );
  expect(
    await talk(port, `${signIn}RETR 0\nRETR -1\nRETR 99999999999\nTOP 1\nLIST x\nDELE 1 2\nconstructor\nQUIT\n`),
  ).toMatch(/(-ERR .*\n){7}\+OK good bye/);
  expect(await talk(port, "x".repeat(9000))).toContain("-ERR the line is too long");
  expect(await talk(port, "GET / HTTP/1.1\n".repeat(30))).toContain("-ERR too many errors");
});

test("AUTH LOGIN with an initial response, UTF8, and a name in UTF-8", async () => {
  const { port } = await start();
  const [user, password] = ["ann@town.example", "a b c"].map((word) => Buffer.from(word).toString("base64"));
  expect(await talk(port, `UTF8\nAUTH LOGIN ${user}\n${password}\nUTF8\nQUIT\n`)).toBe(
    "+OK Carbyne ready\n+OK UTF8 it is\n+ UGFzc3dvcmQ6\n+OK 2 messages (66 octets)\n-ERR unknown command\n+OK good bye\n",
  );
  expect(await talk(port, "USER jos\u00e9\nPASS x\nQUIT\n")).toContain("-ERR [AUTH] sign-in-failed");
});

test("when messages cannot be removed QUIT says so, and ends all the same", async () => {
  const backend = memoryBackend({ user: "ann", password: "x", messages: new Map([["id-1", first]]) });
  const server = createPop3Server(
    { log: silentLogger, words: (refusal) => refusal.reason, allowsPlaintext: true },
    {
      async authenticate(credentials) {
        const maildrop = await backend.authenticate(credentials);
        return {
          list: () => maildrop.list(),
          retrieve: (id) => maildrop.retrieve(id),
          remove: () => Promise.reject(new Error("the disk is gone")),
        };
      },
    },
  );
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  closing.push(() => server.close());
  expect(await talk(port, "USER ann\nPASS x\nDELE 1\nQUIT\n")).toMatch(/-ERR \[SYS\/TEMP\] some deleted.*\n$/);
});

test("who talks and never signs in is cut off", async () => {
  const { port } = await start({ limits: { signInMs: 50 } });
  const socket = net.connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (data) => (text += data.toString()));
  await new Promise((resolve) => socket.once("close", resolve));
  expect(text).toContain("-ERR you took too long");
});

test("random lines in every state are answered, and the next client is served", async () => {
  const { port, messages } = await start();
  const words = [
    "USER ann",
    "PASS",
    "STAT",
    "LIST 1",
    "RETR 1",
    "TOP 1 0",
    "UIDL",
    "DELE 1",
    "RSET",
    "AUTH",
    "AUTH LOGIN",
  ];
  const odd = ["\0", "STLS x", "CAPA", "*", "=", "\u00ff", "LIST 99999999999999999999", "TOP 1 -1", "__proto__", ""];
  let state = 7;
  for (let round = 0; round < 30; round++) {
    const lines: string[] = round % 2 === 0 ? [] : signIn.trim().split("\n");
    for (let i = 0; i < 12; i++) {
      state = (state * 1103515245 + 12345) % 2147483648;
      lines.push([...words, ...odd][state % (words.length + odd.length)] ?? "");
    }
    // An AUTH that waits takes two lines for answers, then QUIT is heard.
    expect(await talk(port, `${lines.join("\n")}\n*\n*\nRSET\nQUIT\n`)).toMatch(/^\+OK/);
  }
  expect(messages.size).toBe(2);
  expect(await talk(port, `${signIn}QUIT\n`)).toContain("+OK good bye");
});

test("byte-stuffing and TOP at every edge", () => {
  const text = (value: string) => stuff(Buffer.from(value)).toString();
  expect([text(""), text("."), text("a"), text(".\r\n..\r\n"), text("a\r\n.")]).toEqual([
    ".\r\n",
    "..\r\n.\r\n",
    "a\r\n.\r\n",
    "..\r\n...\r\n.\r\n",
    "a\r\n..\r\n.\r\n",
  ]);
  const top = (lines: number) => topOf(first, lines).toString();
  expect([top(0), top(1), top(99)]).toEqual(["Subject: one\r\n\r\n", "Subject: one\r\n\r\n.dot\r\n", first.toString()]);
  expect(topOf(second, 5).toString()).toBe(second.toString());
  expect(topOf(Buffer.from("Subject: only"), 5).toString()).toBe("Subject: only");
});

test("curl lists and reads over POP3S, and getmail brings everything over and deletes it", {
  timeout: 90_000,
}, async () => {
  const { port } = await start({ isImplicitTls: true, allowsPlaintext: false });
  const base = ["-sk", "--user", "ann@town.example:a b c"];
  expect((await run("curl", [...base, `pop3s://127.0.0.1:${port}/`])).stdout).toBe("1 44\r\n2 22\r\n");
  expect((await run("curl", [...base, `pop3s://127.0.0.1:${port}/1`])).stdout).toBe(first.toString());

  const plain = await start();
  const folder = await mkdtemp(path.join(os.tmpdir(), "getmail-"));
  const mbox = path.join(folder, "mbox");
  await writeFile(mbox, "");
  const config = [
    "[retriever]",
    "type = SimplePOP3Retriever",
    "server = 127.0.0.1",
    `port = ${plain.port}`,
    "username = ann@town.example",
    "password = a b c",
    "[destination]",
    "type = Mboxrd",
    `path = ${mbox}`,
    ...(process.getuid?.() === 0 ? ["user = nobody"] : []),
    "[options]",
    "delete = true",
    "verbose = 0",
  ];
  await writeFile(path.join(folder, "getmailrc"), config.join("\n"), { mode: 0o600 });
  if (process.getuid?.() === 0) await run("chown", ["-R", "nobody", folder]);
  await run("getmail", ["--getmaildir", folder]);
  expect(await readFile(mbox, "utf8")).toContain("line three");
  expect(plain.messages.size).toBe(0);
});
