import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();

test("mailboxes are made with their parents, renamed with their children and deleted", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a CREATE Work/Projects/
    S: a OK [MAILBOXID (
    C: b CREATE Work/Projects
    S: b NO [ALREADYEXISTS]
    C: c LIST "" *
    S: * LIST (\HasNoChildren) "/" "INBOX"
    S: * LIST (\HasChildren) "/" "Work"
    S: * LIST (\HasNoChildren) "/" "Work/Projects"
    S: c OK
    C: d RENAME Work Job
    S: d OK
    C: e LIST "" Job*
    S: * LIST (\HasChildren) "/" "Job"
    S: * LIST (\HasNoChildren) "/" "Job/Projects"
    S: e OK
    C: x DELETE Job
    S: x NO [HASCHILDREN]
    C: f DELETE Job/Projects
    S: f OK
    C: g DELETE Job/Projects
    S: g NO [NONEXISTENT]
    C: h RENAME Nothing Something
    S: h NO [NONEXISTENT]
    C: i RENAME Job Job/Inside
    S: i NO [CANNOT]
  `;
});

test("INBOX is one in any case, stays when deleted and gives only its mail when renamed", async () => {
  const imap = await (await start({ INBOX: [mail("one"), mail("two")] })).open("inbox");
  await imap.script`
    C: a DELETE iNbOx
    S: a NO [CANNOT]
    C: b CREATE inbox/Sub
    S: b OK
    C: c LIST "" inbox/%
    S: * LIST (\HasNoChildren) "/" "INBOX/Sub"
    S: c OK
    C: d RENAME INBOX Old
    S: * 1 EXPUNGE
    S: * 1 EXPUNGE
    S: d OK
    C: e STATUS Old (MESSAGES)
    S: * STATUS "Old" (MESSAGES 2)
    S: e OK
    C: f STATUS INBOX (MESSAGES)
    S: * STATUS "INBOX" (MESSAGES 0)
    S: f OK
  `;
});

test("names go through modified UTF-7 both ways", async () => {
  const imap = await (await start()).open();
  for (const name of ["AT&-T", "M&AOQ-rz", "Q1_xF8FF_Q2/A&-B", "&U,BTFw-", "&2D3cjA-"]) {
    expect(await imap.run(`CREATE "${name}"`)).toEqual([expect.stringMatching(/^run OK/)]);
    expect(await imap.run(`SELECT "${name}"`)).toContain("run OK [READ-WRITE] selected");
    expect((await imap.run('LIST "" "*"')).join("\n")).toContain(`"/" "${name}"\n`);
  }
  expect(await imap.run('RENAME "AT&-T" "R&-D &AOQ-"')).toEqual(["run OK renamed"]);
  expect((await imap.run('LIST "" "R*"')).join("\n")).toContain('"/" "R&-D &AOQ-"');
  expect(await imap.run('DELETE "R&-D &AOQ-"')).toEqual(["run OK deleted"]);
});

test.each(["bad&Jjo", "a&AGE-b", "x&", "y&AOR-", "&2D0-", "a&AOQ-&AOQ-", "M\u00e4rz"])(
  "the name %j is refused",
  async (name) => {
    const imap = await (await start()).open();
    expect((await imap.run(`CREATE "${name}"`)).at(-1)).toMatch(/^run (NO|BAD)/);
    expect(await imap.run('LIST "" "*"')).toHaveLength(2);
  },
);

test("names that would confuse are refused", async () => {
  const imap = await (await start()).open();
  const deep = Array.from({ length: 60 }, () => "a").join("/");
  for (const name of ["a//b", "/a", "a%b", "a*b", "&AAk-", deep, "x".repeat(2_000)])
    expect((await imap.run(`CREATE "${name}"`)).at(-1)).toMatch(/^run (NO|BAD)/);
});

test("clients that enabled UTF-8 read and write names so", async () => {
  const running = await start({ März: [] });
  const imap = await running.open();
  await imap.script`
    C: a ENABLE IMAP4rev2
    S: * ENABLED IMAP4rev2
    S: a OK
    C: b LIST "" M*
    S: * LIST (\HasNoChildren) "/" "März"
    S: b OK
    C: c CREATE "A&B"
    S: c OK
  `;
  await (await running.open()).script`
    C: a LIST "" A*
    S: * LIST (\HasNoChildren) "/" "A&-B"
    S: a OK
  `;
});

test("a special use is given once and shown", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a CREATE Gone (USE (\Trash))
    S: a OK
    C: b CREATE Odd (USE (\Odd))
    S: b NO [USEATTR]
    C: c LIST (SPECIAL-USE) "" *
    S: * LIST (\HasNoChildren \Trash) "/" "Gone"
    S: c OK
    C: d LIST "" % RETURN (SPECIAL-USE)
    S: * LIST (\HasNoChildren) "/" "INBOX"
    S: d OK
  `;
});

test("a mailbox that another client deletes ends its session there", async () => {
  const running = await start({ Gone: [mail("one")] });
  const [one, two] = [await running.open("Gone"), await running.open()];
  await two.script`
    C: a DELETE Gone
    S: a OK
  `;
  await one.script`
    C: a NOOP
    S: * BYE the selected mailbox was deleted
    S: closed
  `;
});

test("a client may delete the mailbox that it has selected", async () => {
  const imap = await (await start({ Gone: [mail("one")] })).open("Gone");
  await imap.script`
    C: a DELETE Gone
    S: a OK
    C: b FETCH 1 FLAGS
    S: b BAD
    C: c SELECT INBOX
    S: c OK
  `;
});
