import { once } from "node:events";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { startServer } from "./start-server.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(more?: Parameters<typeof startServer>[0]) {
  const started = await startServer(more);
  open.push(started.close);
  return started;
}

test("says what it can do, and takes a message whole, dots and all", async () => {
  const { kept, connect } = await start();
  const { say } = await connect();
  const ehlo = await say("EHLO client.example");
  for (const word of ["PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "DSN", "SIZE 52428800"])
    expect(ehlo).toContain(word);
  expect(ehlo).not.toContain("AUTH");
  expect(await say("MAIL FROM:<a@x.example> BODY=8BITMIME SIZE=100 ENVID=q1 RET=HDRS")).toMatch(/^250 2\.1\.0/);
  expect(await say("RCPT TO:<b@town.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;b@town.example")).toMatch(
    /^250 2\.1\.5/,
  );
  expect(await say("DATA")).toMatch(/^354/);
  expect(await say("Subject: hi\r\n\r\n..one dot\r\n..\r\n\xe4nd\r\n.")).toBe("250 2.0.0 stored");
  expect(kept).toMatchObject([
    {
      envelope: {
        reversePath: "a@x.example",
        recipients: [
          { address: "b@town.example", notify: ["FAILURE", "DELAY"], originalRecipient: "rfc822;b@town.example" },
        ],
        isUtf8: false,
        requiresTls: false,
        envId: "q1",
        ret: "HDRS",
      },
      raw: "Subject: hi\r\n\r\n.one dot\r\n.\r\nÃ¤nd\r\n",
    },
  ]);
  expect(await say("QUIT")).toMatch(/^221/);
});

test("refuses to relay, unknown recipients, unknown parameters and early DATA, each with its own code", async () => {
  const { connect } = await start();
  const { say } = await connect();
  expect(await say("MAIL FROM:<a@x.example>")).toMatch(/^503/);
  await say("EHLO client.example");
  expect(await say("MAIL FROM:<a@x.example> FOO=1")).toBe("555 5.5.4 the parameter FOO is unknown");
  expect(await say("MAIL FROM: <>")).toMatch(/^250/);
  expect(await say("DATA")).toMatch(/^503/);
  expect(await say("RCPT TO:<nobody@town.example>")).toBe("550 5.1.1 recipient-unknown");
  expect(await say("RCPT TO:<b@other.example>")).toBe("550 5.7.1 relay-denied");
  expect(await say("RCPT TO:<@relay.example:b@town.example>")).toMatch(/^250/);
  expect(await say("RCPT TO:<postmaster>")).toMatch(/^250/);
  expect(await say("AUTH PLAIN AGEAYg==")).toMatch(/^500|^502/);
});

test.each([
  ["a bare LF before and after the dot", "\n.\n"],
  ["LF.CRLF", "\n.\r\n"],
  ["CRLF.LF", "\r\n.\n"],
  ["CR.CR", "\r.\r"],
  ["CRLF.CR", "\r\n.\r"],
  ["a NUL beside the dot", "\r\n\0.\r\n"],
])("%s does not end the data, so nothing can be smuggled behind it", async (_name, end) => {
  const { kept, begin } = await start();
  const client = await begin();
  const smuggled = `MAIL FROM:<admin@town.example>\r\nRCPT TO:<b@town.example>\r\nDATA\r\nSubject: smuggled\r\n\r\n`;
  expect(await client.say(`Subject: one\r\n\r\ntext${end}${smuggled}end\r\n.`)).toMatch(/^250/);
  expect(await client.say("NOOP")).toMatch(/^250/);
  expect(kept).toHaveLength(1);
  expect(kept[0]?.raw).toContain("smuggled");
  expect(kept[0]?.raw).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
});

test("the data ends at CRLF.CRLF also when it comes byte by byte", async () => {
  const { kept, begin } = await start();
  const client = await begin();
  const bytes = Buffer.from("S: x\r\n\r\n..a\r\n.\r\nQUIT\r\n");
  for (const byte of bytes) {
    client.write(Buffer.from([byte]));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await client.reply()).toMatch(/^250/);
  expect(await client.reply()).toMatch(/^221/);
  expect(kept[0]?.raw).toBe("S: x\r\n\r\n.a\r\n");
});

test("a message over the limit is refused before it is sent, when it is sent, and leaves no bytes counted", async () => {
  const { kept, begin, connect } = await start({ limits: { messageBytes: 1000, inFlightBytes: 5000 } });
  const announced = await connect();
  await announced.say("EHLO c.example");
  expect(await announced.say("MAIL FROM:<a@x.example> SIZE=2000")).toMatch(/^552 5\.3\.4/);
  for (let i = 0; i < 10; i++) {
    const client = await begin();
    expect(await client.say(`${"x".repeat(2000)}\r\n.`)).toMatch(/^552 5\.3\.4/);
  }
  const client = await begin();
  expect(await client.say(`${"x".repeat(900)}\r\n.`)).toMatch(/^250/);
  expect(kept).toHaveLength(1);
});

test("when too much is under way a message is asked to come again", async () => {
  const { begin } = await start({ limits: { messageBytes: 1000, inFlightBytes: 500 } });
  const client = await begin();
  expect(await client.say(`${"x".repeat(900)}\r\n.`)).toMatch(/^452 4\.3\.1/);
});

test("a fault behind the door is a 451, and the connection goes on", async () => {
  const { begin } = await start();
  const client = await begin();
  expect(await client.say("X-Fault: 1\r\n\r\n.")).toBe("451 4.3.0 internal error, try again later");
  expect(await client.say("NOOP")).toMatch(/^250/);
});

test("a connection that breaks in the middle of a message delivers nothing", async () => {
  const { kept, server, begin } = await start();
  const client = await begin();
  client.write("Subject: half\r\n\r\nhalf");
  client.socket().destroy();
  await expect.poll(() => server.connections()).toBe(0);
  expect(kept).toEqual([]);
});

test("on a submission port nothing goes without signing in, and guessing ends the connection", async () => {
  const { kept, connect } = await start({ mode: "submission" });
  const { say } = await connect();
  expect(await say("EHLO client.example")).toContain("AUTH PLAIN LOGIN");
  expect(await say("MAIL FROM:<a@town.example>")).toMatch(/^530/);
  const login = (password: string) => Buffer.from(`\0ann\0${password}`).toString("base64");
  expect(await say(`AUTH PLAIN ${login("wrong")}`)).toBe("535 5.7.8 sign-in-failed");
  expect(await say(`AUTH PLAIN ${login("wrong")}`)).toBe("535 5.7.8 sign-in-failed");
  expect(await say(`AUTH PLAIN ${login("right")}`)).toMatch(/^235 2\.7\.0/);
  await say("MAIL FROM:<a@town.example>");
  await say("RCPT TO:<c@town.example>");
  await say("DATA");
  expect(await say("S: x\r\n\r\n.")).toMatch(/^250/);
  expect(kept).toHaveLength(1);
  const guesser = await connect();
  await guesser.say("EHLO client.example");
  for (let i = 0; i < 2; i++) await guesser.say(`AUTH PLAIN ${login("wrong")}`);
  expect(await guesser.say(`AUTH PLAIN ${login("wrong")}`)).toMatch(/^421/);
});

test("endless lines, HTTP and too many connections are cut off", async () => {
  const { port, connect } = await start({ limits: { connectionsPerAddress: 3 } });
  const first = await connect();
  expect(await first.say("x".repeat(20_000))).toMatch(/^421|^500/);
  const second = await connect();
  expect(await second.say("POST / HTTP/1.1")).toMatch(/^421/);
  const held = [await connect(), await connect(), await connect()];
  expect(held).toHaveLength(3);
  const socket = net.connect(port, "127.0.0.1");
  open.push(() => Promise.resolve(void socket.destroy()));
  const [greeting] = (await once(socket, "data")) as [Buffer];
  expect(greeting.toString()).toMatch(/^421/);
});
