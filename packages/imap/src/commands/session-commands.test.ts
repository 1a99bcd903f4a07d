import { expect, test } from "vitest";
import { useServer } from "../transcript.ts";

const start = useServer();

test("CAPABILITY tells more after sign-in", async () => {
  const imap = await (await start()).connect();
  const [before] = await imap.run("CAPABILITY");
  expect(before).toBe("* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE AUTH=PLAIN AUTH=LOGIN");
  await imap.run("LOGIN ann secret");
  const [after] = await imap.run("CAPABILITY");
  for (const word of ["IDLE", "MOVE", "UIDPLUS", "CONDSTORE", "QRESYNC", "OBJECTID", "APPENDLIMIT=67108864"])
    expect(after?.split(" ")).toContain(word);
  expect(after).not.toContain("AUTH=");
});

test("ID is heard and answered, RFC 2971", async () => {
  const heard: unknown[] = [];
  const running = await start(
    {},
    { id: { name: "Carbyne", version: '1 "x"' }, onClientId: (...what) => heard.push(what) },
  );
  await (await running.connect()).script`
    C: a ID NIL
    S: * ID ("name" "Carbyne" "version" "1 \"x\"")
    S: a OK
    C: b LOGIN ann secret
    S: b OK
    C: c ID ("Name" "Mail" "os" NIL)
    S: c OK
    C: d ID (name x)
    S: d BAD
  `;
  expect(heard).toEqual([
    [{}, null],
    [{ name: "Mail", os: null }, "ann"],
  ]);
});

test("ENABLE names what it enabled, once", async () => {
  const imap = await (await start()).open();
  expect(await imap.run("ENABLE QRESYNC X-NOTHING")).toEqual([
    expect.stringMatching(/^\* OK \[HIGHESTMODSEQ 1\]/),
    "* ENABLED QRESYNC",
    "run OK enabled",
  ]);
  expect((await imap.run("ENABLE QRESYNC"))[0]).toBe("* ENABLED");
  expect((await imap.run("ENABLE"))[0]).toMatch(/^run BAD/);
});

test("commands with arguments too many or too few are refused", async () => {
  const imap = await (await start()).open();
  for (const command of [
    "NOOP x",
    "CAPABILITY x",
    "LOGOUT x",
    "CHECK x",
    "NAMESPACE x",
    "SELECT",
    "SELECT a b",
    "UID NOOP",
    "ID",
  ])
    expect((await imap.run(command)).at(-1)).toMatch(/^run BAD/);
});
