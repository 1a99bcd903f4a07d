import tls from "node:tls";
import { generate } from "selfsigned";
import { afterEach, beforeAll, expect, test } from "vitest";
import { receivedHeader } from "../trace.ts";
import { startServer } from "./start-server.ts";

let context: tls.SecureContext;
beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  context = tls.createSecureContext({ cert: made.cert, key: made.private });
});
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function start(more?: Parameters<typeof startServer>[0]) {
  const started = await startServer(more);
  open.push(started.close);
  return started;
}
const login = Buffer.from("\0ann\0right").toString("base64");

test("paths as programs of all ages write them are taken", async () => {
  const { connect } = await start();
  const { say } = await connect();
  await say("EHLO x");
  for (const line of [
    "MAIL FROM: <a@example.org>",
    "RCPT TO: <b@town.example>",
    "RSET",
    "MAIL FROM:<a@example.org> BODY=8BITMIME SIZE=100",
    "RSET",
    "mail from:<>",
    'rcpt to:<"odd user"@town.example>',
    'RCPT TO:<"a@b"@town.example>',
    "RCPT TO:<@a.example,@b.example:c@town.example>",
    "RSET",
    "MAIL FROM:<josé@example.org> SMTPUTF8",
    "RCPT TO:<josé@town.example>",
    "VRFY <b@town.example>",
    "HELP",
    "NOOP anything",
  ])
    expect(`${line} -> ${await say(Buffer.from(line).toString("latin1"))}`).toMatch(/-> 2/);
});

test("what a path or parameter may not be is refused, and nothing of it is kept", async () => {
  const { connect, kept } = await start();
  const { say } = await connect();
  await say("EHLO x");
  expect(await say("MAIL FROM:<jos\xc3\xa9@example.org>")).toBe("553 5.6.7 this address needs SMTPUTF8");
  expect(await say("MAIL FROM:<a@x.example> REQUIRETLS")).toMatch(/^555|^530/);
  expect(await say("MAIL FROM:<a@x.example> BODY=BINARYMIME")).toMatch(/^501 5\.5\.4/);
  expect(await say("MAIL FROM:<a@x.example> SIZE=x")).toMatch(/^501/);
  expect(await say("MAIL FROM:<a@x.example> SMTPUTF8 FOO")).toMatch(/^555/);
  expect(await say("MAIL FROM:<a@x.example> RET=FULL RET=HDRS")).toMatch(/^501/);
  expect(await say("MAIL FROM:a@x.example")).toMatch(/^501 5\.1\.7/);
  expect(await say("MAIL FROM:<a@x.example>")).toMatch(/^250/);
  expect(await say("MAIL FROM:<a@x.example>")).toMatch(/^503/);
  expect(await say("RCPT TO:<>")).toMatch(/^501 5\.1\.3/);
  expect(await say("RCPT TO:<b@town.example> NOTIFY=NEVER,DELAY")).toMatch(/^501/);
  expect(await say("RCPT TO:<b@town.example> NOTIFY=SOMETIMES")).toMatch(/^501/);
  expect(await say("RCPT TO:<b@town.example>")).toMatch(/^250/);
  await say("DATA");
  expect(await say("\r\n.")).toMatch(/^250/);
  expect(kept[0]?.envelope.isUtf8).toBe(false);
});

test("a whole session in one packet is answered in order", async () => {
  const { connect, kept } = await start();
  const client = await connect();
  const lines = [
    "EHLO x",
    "MAIL FROM:<a@x.example>",
    "RCPT TO:<b@town.example>",
    "RCPT TO:<nobody@town.example>",
    "DATA",
  ];
  client.write(
    `${[...lines, "S: 1", "", "one", ".", "MAIL FROM:<>", "RCPT TO:<c@town.example>", "DATA", ".", "QUIT"].join("\r\n")}\r\n`,
  );
  const codes: string[] = [];
  for (let i = 0; i < 11; i++) codes.push((await client.reply()).slice(0, 3));
  expect(codes.join(" ")).toBe("250 250 250 550 354 250 250 250 354 250 221");
  expect(kept.map(({ raw, envelope }) => [envelope.reversePath, raw])).toEqual([
    ["a@x.example", "S: 1\r\n\r\none\r\n"],
    ["", ""],
  ]);
  await client.closed();
});

test("a submission port takes a password under TLS alone, and what was said in the clear is forgotten", async () => {
  const { connect, kept } = await start({ mode: "submission", tls: () => context, allowsPlaintext: false });
  const client = await connect();
  const before = await client.say("EHLO x");
  expect(before).toContain("STARTTLS");
  expect(await client.say(`AUTH PLAIN ${login}`)).toMatch(/^538 5\.7/);
  client.write("STARTTLS\r\nMAIL FROM:<evil@x.example>\r\n");
  expect(await client.reply()).toMatch(/^220/);
  await client.encrypt();
  expect(await client.say("MAIL FROM:<a@town.example>")).toMatch(/^503/);
  const after = await client.say("EHLO x");
  expect(after).toContain("AUTH PLAIN LOGIN");
  expect(after).not.toContain("STARTTLS");
  expect(await client.say("STARTTLS")).toMatch(/^503/);
  expect(await client.say("AUTH LOGIN")).toBe("334 VXNlcm5hbWU6");
  expect(await client.say(Buffer.from("ann").toString("base64"))).toBe("334 UGFzc3dvcmQ6");
  expect(await client.say(Buffer.from("right").toString("base64"))).toMatch(/^235 2\.7\.0/);
  expect(await client.say(`AUTH PLAIN ${login}`)).toMatch(/^503/);
  for (const line of ["MAIL FROM:<a@town.example> SMTPUTF8", "RCPT TO:<far@other.example>", "DATA"])
    await client.say(line);
  expect(await client.say("S: x\r\n\r\n.")).toBe("250 2.0.0 stored");
  const [one] = kept;
  expect(one?.session).toMatchObject({
    principal: "ann",
    protocol: "UTF8SMTPSA",
    peer: { tls: { version: "TLSv1.3" } },
  });
  const [name, value] = receivedHeader(one?.session ?? never(), { by: "mail.town.example", at: new Date(0) });
  expect(`${name}: ${value}`).toMatch(
    /^Received: from x \(\[127\.0\.0\.1\]\) \(TLSv1\.3 TLS_\w+\) by mail\.town\.example with UTF8SMTPSA id \w+; Thu, 1 Jan 1970 00:00:00 \+0000$/,
  );
});
function never(): never {
  throw new Error("nothing was kept");
}

test("a broken handshake, an aborted AUTH and nonsense in base64 end in words", async () => {
  const { connect, server } = await start({ mode: "submission", tls: () => context });
  const broken = await connect();
  await broken.say("EHLO x");
  await broken.say("STARTTLS");
  broken.write("this is no TLS\r\n\r\n");
  await broken.closed();
  const client = await connect();
  await client.say("EHLO x");
  expect(await client.say("AUTH PLAIN")).toMatch(/^334/);
  expect(await client.say("*")).toMatch(/^501/);
  expect(await client.say("AUTH PLAIN !!!")).toMatch(/^501/);
  expect(await client.say("AUTH CRAM-MD5")).toMatch(/^504/);
  expect(server.connections()).toBe(1);
});

test("LMTP answers for each recipient", async () => {
  const { connect, kept } = await start({ mode: "lmtp" });
  const client = await connect();
  expect(client.greeting).toContain("LMTP");
  expect(await client.say("EHLO x")).toMatch(/^500/);
  expect(await client.say("LHLO x")).toContain("PIPELINING");
  await client.say("MAIL FROM:<a@x.example>");
  await client.say("RCPT TO:<b@town.example>");
  await client.say("RCPT TO:<full@town.example>");
  await client.say("DATA");
  expect(await client.say("S: x\r\n\r\n.")).toBe("250 2.0.0 stored");
  expect(await client.reply()).toBe("452 4.2.2 mailbox-full");
  expect(kept).toHaveLength(1);
});

test("too many errors, too many commands and too many recipients have an end", async () => {
  const { connect } = await start({ limits: { refusals: 5, commands: 20, recipients: 2 } });
  const guesser = await connect();
  await guesser.say("EHLO x");
  await guesser.say("MAIL FROM:<>");
  for (let i = 0; i < 4; i++) expect(await guesser.say("RCPT TO:<nobody@town.example>")).toMatch(/^550 5\.1\.1/);
  expect(await guesser.say("RCPT TO:<nobody@town.example>")).toMatch(/^550/);
  expect(await guesser.reply()).toMatch(/^421 4\.7\.0/);
  await guesser.closed();
  const idler = await connect();
  for (let i = 0; i < 20; i++) await idler.say("NOOP");
  expect(await idler.say("NOOP")).toMatch(/^421 4\.7\.0/);
  const many = await connect();
  await many.say("EHLO x");
  await many.say("MAIL FROM:<>");
  await many.say("RCPT TO:<a@town.example>");
  await many.say("RCPT TO:<b@town.example>");
  expect(await many.say("RCPT TO:<c@town.example>")).toMatch(/^452 4\.5\.3/);
});

test("a message that never ends and one that trickles in are cut off", async () => {
  const { begin, kept, server } = await start({ limits: { messageBytes: 1000, messageMs: 100 } });
  const endless = await begin();
  const block = `${"x".repeat(998)}\r\n`.repeat(1000);
  for (let i = 0; i < 4; i++) endless.write(block);
  expect(await endless.reply()).toMatch(/^552 5\.3\.4/);
  await endless.closed();
  const slow = await begin();
  slow.write("Subject: slow\r\n");
  expect(await slow.reply()).toMatch(/^421 4\.4\.2/);
  await slow.closed();
  await expect.poll(() => server.connections()).toBe(0);
  expect(kept).toEqual([]);
});

test("when the server closes, idle clients are told at once and a message under way is still answered", async () => {
  const { begin, connect, kept, server } = await start();
  const idle = await connect();
  const busy = await begin();
  busy.write("S: x\r\n\r\nhalf");
  const closed = server.close();
  expect(await idle.reply()).toMatch(/^421 4\.3\.2/);
  expect(await busy.say(" and half\r\n.")).toBe("250 2.0.0 stored");
  expect(await busy.say("QUIT")).toMatch(/^221|^421/);
  await closed;
  expect(kept).toHaveLength(1);
});

test("random octets in every state neither stop the server nor leave a connection behind", async () => {
  const { begin, connect, server } = await start();
  const words = [
    "EHLO x",
    "MAIL FROM:<a@x.example>",
    "RCPT TO:<b@town.example>",
    "DATA",
    ".",
    "RSET",
    "\0\0",
    "STARTTLS",
    "AUTH PLAIN",
    "BDAT 5 LAST",
    "XCLIENT ADDR=1",
    "WIZ",
    "\xff\xfe",
    "MAIL FROM:<",
    "RCPT TO:<@:>",
    " ",
    "constructor x",
    "__proto__",
  ];
  for (let seed = 1; seed <= 30; seed++) {
    const client = seed % 3 === 0 ? await begin() : await connect();
    let state = seed;
    for (let i = 0; i < 40; i++) {
      state = (state * 1103515245 + 12345) % 2147483648;
      client.write(Buffer.from(`${words[state % words.length]}${state % 7 === 0 ? "\n" : "\r\n"}`, "latin1"));
    }
    client.socket().end();
    await client.closed();
  }
  const { say } = await connect();
  expect(await say("NOOP")).toMatch(/^250/);
  await expect.poll(() => server.connections()).toBe(1);
});

test("who signed in with what holds no more is sent away, also in the middle of a message", async () => {
  const { connect, ends, kept, server } = await start({ mode: "submission" });
  const idle = await connect();
  await idle.say("EHLO c.example");
  expect(await idle.say(`AUTH PLAIN ${login}`)).toMatch(/^235/);
  const writing = await connect();
  for (const line of ["EHLO c.example", `AUTH PLAIN ${login}`, "MAIL FROM:<ann>", "RCPT TO:<b@town.example>", "DATA"])
    await writing.say(line);
  expect(ends.size).toBe(2);
  for (const end of ends) end();
  await expect.poll(() => server.connections()).toBe(0);
  await expect.poll(() => ends.size).toBe(0);
  expect(kept).toEqual([]);
});
