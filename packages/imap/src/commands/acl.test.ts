import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const shared = (mailbox: Parameters<typeof start>[0] = { Plans: [mail("one"), mail("two")] }) =>
  start(mailbox, { isSharing: true });

async function asBob(server: Awaited<ReturnType<typeof shared>>) {
  const bob = await server.connect();
  await bob.run("LOGIN bob hidden");
  return bob;
}

test("rights are given, told, taken and listed", async () => {
  const imap = await (await shared()).open();
  await imap.script`
    C: a CAPABILITY
    S: * CAPABILITY … ACL RIGHTS=kxte …
    S: a OK
    C: b GETACL Plans
    S: * ACL "Plans" "ann" lrswipkxteacd
    S: b OK
    C: c SETACL Plans bob lrs
    S: c OK
    C: d SETACL Plans bob +wi
    S: d OK
    C: e SETACL Plans bob -s
    S: e OK
    C: f GETACL Plans
    S: * ACL "Plans" "ann" lrswipkxteacd "bob" lrwi
    S: f OK
    C: g LISTRIGHTS Plans ann
    S: * LISTRIGHTS "Plans" "ann" lrswipkxtea
    S: g OK
    C: h LISTRIGHTS Plans bob
    S: * LISTRIGHTS "Plans" "bob" "" l r s w i p k x t e a
    S: h OK
    C: i DELETEACL Plans bob
    S: i OK
    C: j GETACL Plans
    S: * ACL "Plans" "ann" lrswipkxteacd
    S: j OK
    C: k SETACL Plans bob lR
    S: k BAD
    C: l SETACL Plans bob cd
    S: l OK
    C: m GETACL Plans
    S: * ACL "Plans" "ann" lrswipkxteacd "bob" kxtecd
    S: m OK
  `;
});

test("whoever is given rights finds the mailbox below its owner, and may do that much", async () => {
  const server = await shared();
  const ann = await server.open("Plans");
  await ann.run("SETACL Plans bob lr");
  const bob = await asBob(server);
  await bob.script`
    C: a NAMESPACE
    S: * NAMESPACE (("" "/")) (("Other Users/" "/")) NIL
    S: a OK
    C: b LIST "" "Other Users/*"
    S: * LIST (\HasNoChildren) "/" "Other Users/ann/Plans"
    S: b OK
    C: c MYRIGHTS "Other Users/ann/Plans"
    S: * MYRIGHTS "Other Users/ann/Plans" lr
    S: c OK
    C: d GETACL "Other Users/ann/Plans"
    S: d NO [NOPERM]
    C: e SETACL "Other Users/ann/Plans" bob lrswi
    S: e NO [NOPERM]
    C: f MYRIGHTS "Other Users/ann/INBOX"
    S: f NO [NONEXISTENT]
  `;
  expect((await bob.run('SELECT "Other Users/ann/Plans"')).at(-1)).toContain("OK [READ-ONLY]");
  expect((await bob.run("STORE 1 +FLAGS (\\Seen)")).at(-1)).toMatch(/^run NO/);
  expect((await bob.run("FETCH 1 (BODY[])")).join("")).not.toContain("Seen");
  await ann.run("SETACL Plans bob +sw");
  expect((await bob.run('SELECT "Other Users/ann/Plans"')).at(-1)).toContain("OK [READ-WRITE]");
  expect((await bob.run("STORE 1 +FLAGS (\\Flagged)")).at(-1)).toMatch(/^run OK/);
  expect((await ann.run("NOOP")).join("")).toContain("\\Flagged");
  expect((await bob.run("STORE 1 +FLAGS (\\Deleted)")).at(-1)).toMatch(/^run OK/);
  expect((await bob.run("EXPUNGE")).at(-1)).toContain("NO [NOPERM]");
});

test("who loses the rights on a selected mailbox is sent away", async () => {
  const server = await shared();
  const ann = await server.open("Plans");
  await ann.run("SETACL Plans bob lr");
  const bob = await asBob(server);
  await bob.run('SELECT "Other Users/ann/Plans"');
  await ann.run("DELETEACL Plans bob");
  expect((await bob.run("FETCH 1 (BODY[])")).at(-1)).toContain("NO [NONEXISTENT]");
});

test("a backend that gives no rights offers none of it", async () => {
  const imap = await (await start()).open();
  expect((await imap.run("CAPABILITY"))[0]).not.toContain("ACL");
  expect((await imap.run("MYRIGHTS INBOX")).at(-1)).toMatch(/^run BAD/);
});
