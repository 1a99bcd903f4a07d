import { expect, test } from "vitest";
import { useServer } from "../transcript.ts";

const start = useServer();
const quick = { limits: { authDelayMs: 20 } };

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

test("PLAIN works with and without an initial response", async () => {
  const running = await start();
  await (await running.connect()).script`
    C: a AUTHENTICATE PLAIN ${base64("\0ann\0secret")}
    S: a OK [CAPABILITY …IDLE
  `;
  const imap = await running.connect();
  imap.send("a AUTHENTICATE PLAIN\r\n");
  expect(await imap.next()).toBe("+ ");
  await imap.script`
    C: ${base64("ann\0ann\0secret")}
    S: a OK
  `;
});

test("LOGIN asks for name and password", async () => {
  await (await (await start()).connect()).script`
    C: a AUTHENTICATE LOGIN
    S: + ${base64("Username:")}
    C: ${base64("ann")}
    S: + ${base64("Password:")}
    C: ${base64("secret")}
    S: a OK
    C: b AUTHENTICATE LOGIN
    S: b BAD
  `;
});

test("a client may give up, and be wrong, and try again", async () => {
  await (await (await start({}, quick)).connect()).script`
    C: a AUTHENTICATE PLAIN
    S: +
    C: *
    S: a BAD
    C: b AUTHENTICATE PLAIN !!!
    S: b BAD
    C: c AUTHENTICATE PLAIN ${base64("ann")}
    S: c BAD
    C: d AUTHENTICATE CRAM-MD5
    S: d NO [CANNOT]
    C: e AUTHENTICATE PLAIN ${base64("bob\0ann\0secret")}
    S: e NO [AUTHENTICATIONFAILED]
    C: f AUTHENTICATE PLAIN =
    S: f BAD
    C: g LOGIN {3}
    S: + go ahead
    C: ann {6+}↵secret
    S: g OK
  `;
});

test("wrong passwords wait and end the connection", async () => {
  const imap = await (await start({}, quick)).connect();
  const before = Date.now();
  await imap.script`
    C: a LOGIN ann wrong
    S: a NO [AUTHENTICATIONFAILED] credentials-wrong
    C: b LOGIN nobody secret
    S: b NO [AUTHENTICATIONFAILED] credentials-wrong
    C: c LOGIN ann ""
    S: * BYE
    S: c NO
    S: closed
  `;
  expect(Date.now() - before).toBeGreaterThanOrEqual(55);
});

test("an account has so many connections and no more", async () => {
  const running = await start({}, { limits: { connectionsPerUser: 1 } });
  const one = await running.open();
  const two = await running.connect();
  await two.script`
    C: a LOGIN ann secret
    S: a NO [LIMIT]
    C: b LOGIN bob hidden
    S: b OK
  `;
  expect(await one.run("LOGOUT")).toEqual(["* BYE see you", "run OK logged out"]);
  await one.script`
    S: closed
  `;
  await (await running.connect()).script`
    C: a LOGIN ann secret
    S: a OK
  `;
});

test("before sign-in there is no mail", async () => {
  const imap = await (await start()).connect();
  await imap.script`
    C: a NOOP
    S: a OK
    C: b SELECT INBOX
    S: b BAD
    C: c APPEND INBOX {100000}
    S: c NO [TOOBIG]
    C: d FETCH 1 BODY[]
    S: d BAD
  `;
});
