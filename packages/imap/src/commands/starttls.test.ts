import { connect as connectTcp } from "node:net";
import { connect, createSecureContext, type SecureContext } from "node:tls";
import { generate } from "selfsigned";
import { beforeAll, expect, test } from "vitest";
import { ImapClient, useServer } from "../transcript.ts";

const start = useServer();
let context: SecureContext;
beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], { keyType: "ec" });
  context = createSecureContext({ cert, key });
});
const strict = { allowsPlaintext: false, tls: () => context };

test("without TLS nobody signs in; with it everything works", async () => {
  const imap = await (await start({}, strict)).connect();
  await imap.script`
    C: a CAPABILITY
    S: * CAPABILITY …STARTTLS LOGINDISABLED
    S: a OK
    C: b LOGIN ann secret
    S: b NO [PRIVACYREQUIRED]
    C: c AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=
    S: c NO [PRIVACYREQUIRED]
    C: d STARTTLS
    S: d OK
  `;
  imap.startTls();
  await imap.script`
    C: a CAPABILITY
    N: * CAPABILITY …STARTTLS
    S: * CAPABILITY …AUTH=PLAIN
    S: a OK
    C: b STARTTLS
    S: b BAD
    C: c LOGIN ann secret
    S: c OK
    C: d SELECT INBOX
    S: d OK
  `;
});

test("what is sent in clear text after STARTTLS is not a command later", async () => {
  const imap = await (await start({}, strict)).connect();
  imap.send("a STARTTLS\r\nb LOGIN ann secret\r\nc SELECT INBOX\r\n");
  expect(await imap.next()).toMatch(/^a OK/);
  imap.startTls();
  await imap.script`
    C: d SELECT INBOX
    S: d BAD
    C: e LOGIN ann secret
    S: e OK
  `;
});

test("without a certificate there is no STARTTLS", async () => {
  await (await (await start()).connect()).script`
    C: a STARTTLS
    S: a BAD
    C: b NOOP
    S: b OK
  `;
});

test("a client that breaks off the handshake is let go", async () => {
  const running = await start({}, strict);
  const imap = await running.connect();
  imap.send("a STARTTLS\r\n");
  expect(await imap.next()).toMatch(/^a OK/);
  imap.send("this is no handshake\r\n");
  for (let response = ""; response !== "closed"; ) response = await imap.next();
  await expect.poll(() => running.server.connectionCount).toBe(0);
});

test("TLS may begin with the first octet, RFC 8314", async () => {
  const running = await start({}, { ...strict, isImplicitTls: true });
  const socket = connect({ port: running.port, host: "127.0.0.1", rejectUnauthorized: false });
  const imap = new ImapClient(socket);
  await imap.script`
    S: * OK [CAPABILITY …AUTH=PLAIN
    C: a LOGIN ann secret
    S: a OK
  `;
  imap.close();
  const plain = new ImapClient(connectTcp(running.port, "127.0.0.1"));
  plain.send("a LOGIN ann secret\r\n");
  for (let response = ""; response !== "closed"; ) response = await plain.next();
  await expect.poll(() => running.server.connectionCount).toBe(0);
});

test("implicit TLS without a certificate fails at the start", async () => {
  await expect(start({}, { isImplicitTls: true })).rejects.toThrow("certificate");
});
