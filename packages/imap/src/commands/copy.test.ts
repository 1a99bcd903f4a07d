import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const boxes = {
  INBOX: [mail("one"), { raw: mail("two"), flags: 4, keywords: ["Work"] }, mail("three")],
  Box: [mail("x")],
};

test("COPY keeps flags and names the pairs of UIDs", async () => {
  const running = await start(boxes);
  const [one, two] = [await running.open(), await running.open("Box")];
  await one.script`
    C: a COPY 3,1:2 Box
    S: a OK [COPYUID 2 1:3 2:4]
    C: b UID COPY 99 Box
    S: b OK
    C: c COPY 1 Nowhere
    S: c NO [TRYCREATE]
    C: d UID MOVE 1 Nowhere
    S: d NO [TRYCREATE]
    C: e COPY 1 INBOX
    S: * 4 EXISTS
    S: e OK [COPYUID 1 1 4]
  `;
  await two.script`
    C: a NOOP
    S: * 4 EXISTS
    S: a OK
    C: b FETCH 3 FLAGS
    S: * 3 FETCH (FLAGS (\Flagged…Work))
    S: b OK
  `;
});

test("MOVE tells the UIDs before the EXPUNGEs", async () => {
  const running = await start(boxes);
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a UID MOVE 1,3 Box
    S: * OK [COPYUID 2 1,3 2:3]
    S: * 1 EXPUNGE
    S: * 2 EXPUNGE
    S: a OK
    C: b FETCH 1:* UID
    S: * 1 FETCH (UID 2)
    S: b OK
    C: c MOVE 1 Box
    S: * OK [COPYUID 2 2 4]
    S: * 1 EXPUNGE
    S: c OK
  `;
  await two.script`
    C: a FETCH 3 FLAGS
    S: * 3 FETCH
    S: a OK
    C: b CHECK
    S: * 1 EXPUNGE
    S: * 1 EXPUNGE
    S: * 1 EXPUNGE
    S: b OK
  `;
});

test("UID EXPUNGE removes only what it names", async () => {
  const imap = await (await start(boxes)).open();
  await imap.script`
    C: a STORE 1:3 +FLAGS.SILENT (\Deleted)
    S: a OK
    C: b UID EXPUNGE 2:3,77
    S: * 2 EXPUNGE
    S: * 2 EXPUNGE
    S: b OK
    C: c STATUS INBOX (MESSAGES DELETED)
    S: * STATUS "INBOX" (MESSAGES 1 DELETED 1)
    S: c OK
  `;
});

test("what was marked by others is expunged too, though this session did not hear of it", async () => {
  const running = await start(boxes);
  const [one, two] = [await running.open(), await running.open()];
  await two.script`
    C: a APPEND INBOX (\Deleted) {4+}↵text
    S: a OK
  `;
  expect(await one.run("EXPUNGE")).toEqual(["run OK expunged"]);
  await two.script`
    C: b NOOP
    S: * 4 EXPUNGE
    S: b OK
  `;
});
