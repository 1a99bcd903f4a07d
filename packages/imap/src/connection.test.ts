import { connect } from "node:net";
import { Refusal, type RefusalKind, silentLogger } from "@carbyne/kernel";
import { afterEach, expect, test, vi } from "vitest";
import { createImapServer, MemoryBackend, refusalCode } from "./index.ts";
import { mail, useServer } from "./transcript.ts";

const start = useServer();
afterEach(() => vi.restoreAllMocks());

test.each(["GET / HTTP/1.1", "POST /x HTTP/1.1", "EHLO example.org", "\x16\x03\x01", "a NONSENSE"])(
  "who begins with %j is no mail client",
  async (line) => {
    const imap = await (await start()).connect();
    await imap.script`
      C: ${line}
      S: …BAD
      S: * BYE
      S: closed
    `;
  },
);

test("wrong commands are counted, right ones forgive", async () => {
  const imap = await (await start({}, { limits: { badCommands: 3 } })).open();
  await imap.script`
    C: a NONSENSE
    S: a BAD
    C: b NONSENSE
    S: b BAD
    C: c NOOP
    S: c OK
    C: d NONSENSE
    S: d BAD
    C: e NONSENSE
    S: e BAD
    C: f NONSENSE
    S: f BAD
    S: * BYE
    S: closed
  `;
});

test("a line too long is skipped to its end", async () => {
  const imap = await (await start({}, { limits: { lineBytes: 1_000 } })).open();
  await imap.script`
    C: a FETCH 1${",1".repeat(5_000)} FLAGS
    S: * BAD [LIMIT]
    C: b NOOP
    S: b OK
  `;
});

test("literals of commands are bounded one by one and together", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a SELECT {70000}
    S: a BAD [LIMIT]
    C: b SELECT {70000+}↵${"x".repeat(70_000)}
    S: b BAD [LIMIT]
    C: c NOOP
    S: c OK
  `;
  imap.send(`d SEARCH ${"TEXT {60000+}\r\n".concat("x".repeat(60_000), " ").repeat(40)}ALL\r\n`);
  await imap.script`
    S: d BAD [LIMIT]
    C: e NOOP
    S: e OK
  `;
});

test("commands that come at once are answered in order", async () => {
  const imap = await (await start({ INBOX: [mail("one")] })).connect();
  imap.send("a LOGIN ann secret\r\nb SELECT INBOX\r\nc STORE 1 +FLAGS (\\Deleted)\r\nd EXPUNGE\r\ne LOGOUT\r\n");
  await imap.script`
    S: a OK
    S: b OK
    S: c OK
    S: * 1 EXPUNGE
    S: d OK
    S: * BYE
    S: e OK
    S: closed
  `;
});

test("who closes its side at once still gets all answers", async () => {
  const running = await start({ INBOX: [mail("one")] });
  const socket = connect({ port: running.port, host: "127.0.0.1", allowHalfOpen: true });
  socket.end("a LOGIN ann secret\r\nb SELECT INBOX\r\nc FETCH 1 BODY.PEEK[]\r\n");
  const answers = Buffer.concat(await Array.fromAsync(socket)).toString();
  expect(answers).toContain("Subject: one");
  expect(answers).toMatch(/^c OK/m);
});

test.each(Object.entries(refusalCode))("the refusal %s is answered with %s and in words", async (kind, code) => {
  const running = await start({ INBOX: [mail("one")] }, { words: ({ reason }) => `Nein: ${reason}` });
  running.store.append = () => Promise.reject(new Refusal(kind as RefusalKind, "because"));
  const imap = await running.open();
  expect((await imap.run("APPEND INBOX {4+}\r\ntext")).at(-1)).toBe(`run NO [${code}] Nein: because`);
});

test("changes that can not be read do not undo the command, and come later", async () => {
  const running = await start({ INBOX: [mail("one")] });
  const { store } = running;
  const imap = await running.open();
  const changesSince = store.changesSince.bind(store);
  store.changesSince = () => Promise.reject(new Refusal("busy", "database-away"));
  expect(await imap.run("APPEND INBOX {4+}\r\ntext")).toEqual(["run OK [APPENDUID 1 2] appended"]);
  store.changesSince = changesSince;
  expect(await imap.run("CHECK")).toContain("* 2 EXISTS");
});

test("octets may come one by one and lines may end with LF only", async () => {
  const imap = await (await start()).connect();
  for (const octet of "a LOGIN {3}\n") {
    imap.send(octet);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await imap.script`
    S: + go ahead
    C: ann {6+}↵secret
    S: a OK
  `;
});

test("silence ends a connection", async () => {
  const limits = { preAuthMs: 1_000, idleMs: 300 };
  const running = await start({}, { limits });
  const one = await running.connect();
  const two = await running.open();
  expect(["closed", "* BYE you were silent for too long"]).toContain(await one.next());
  await two.script`
    S: * BYE you were silent for too long
    S: closed
  `;
  await expect.poll(() => running.server.connectionCount).toBe(0);
});

test("an address has so many connections and no more", async () => {
  const running = await start({}, { limits: { connectionsPerAddress: 1 } });
  await running.connect();
  const two = connect(running.port, "127.0.0.1");
  const [greeting] = await new Promise<[Buffer]>((resolve) => two.once("data", (data: Buffer) => resolve([data])));
  expect(greeting.toString()).toBe("* BYE [LIMIT] too many connections\r\n");
});

test("IDLE says that it is still there, and closing the server ends it with BYE", async () => {
  const running = await start({}, { limits: { keepAliveMs: 30 } });
  const imap = await running.open();
  await imap.script`
    C: a IDLE
    S: + idling
    S: * OK still here
  `;
  await running.server.close();
  await imap.script`
    S: * BYE server is going down
    S: closed
  `;
});

test("a failure of the backend is told without its words, and logged", async () => {
  const errors: unknown[] = [];
  const log = { ...silentLogger, error: (fields: unknown) => errors.push(fields) };
  const running = await start({ INBOX: [mail("one")] }, { log });
  running.store.copy = () => Promise.reject(new Error("disk on fire at /secret/path"));
  const imap = await running.open();
  await imap.script`
    C: a COPY 1 INBOX
    S: a NO [SERVERBUG] internal error
    C: b NOOP
    S: b OK
  `;
  expect(errors).toMatchObject([{ err: { message: "disk on fire at /secret/path" }, command: "COPY", user: "ann" }]);
});

test("a client that does not read stops its own command only", async () => {
  const box = { INBOX: Array.from({ length: 40 }, () => mail("big", "x".repeat(1_000_000))) };
  const running = await start(box, { limits: { stallMs: 1_000 } });
  const slow = connect(running.port, "127.0.0.1");
  slow.write("a LOGIN ann secret\r\nb SELECT INBOX\r\nc FETCH 1:* BODY.PEEK[]\r\n");
  slow.pause();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = process.memoryUsage().arrayBuffers;
  const other = await running.open();
  expect((await other.run("NOOP")).at(-1)).toBe("run OK done");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  await expect.poll(() => running.server.connectionCount).toBe(1);
});

test("a server that can not listen says so", async () => {
  const running = await start();
  const second = createImapServer({ log: silentLogger, words: () => "" }, new MemoryBackend({}));
  await expect(second.listen({ port: running.port })).rejects.toThrow("EADDRINUSE");
});

test("who signed in with what holds no more is sent away, waiting in IDLE or not", async () => {
  const server = await start();
  const idle = await server.open();
  await idle.script`
    C: a IDLE
    S: +
  `;
  const quiet = await server.open();
  expect(server.store.endSignIns()).toBe(2);
  for (const client of [idle, quiet])
    await client.script`
      S: * BYE your sign-in was ended
      S: closed
    `;
  await vi.waitFor(() => expect(server.store.endSignIns()).toBe(0));
});
