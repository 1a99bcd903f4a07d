import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mail, type TestServer, useServer } from "./transcript.ts";

const start = useServer();
const run = promisify(execFile);
let folder = "";
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "imap-clients-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command]);
    return true;
  } catch {
    return false;
  }
}

async function flow({ port }: TestServer): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: false,
    auth: { user: "ann", pass: "secret" },
    logger: false,
  });
  await client.connect();
  return client;
}

test("imapflow makes folders, writes, reads, searches, moves and hears of new mail", async () => {
  const running = await start({ INBOX: [mail("one"), mail("two"), mail("grüße", "käse")] });
  const client = await flow(running);
  expect((await client.mailboxCreate("Entwürfe/Alt")).created).toBe(true);
  expect((await client.list()).map((entry) => entry.path).sort()).toEqual(["Entwürfe", "Entwürfe/Alt", "INBOX"]);
  expect(
    await client.status("INBOX", { messages: true, unseen: true, uidNext: true, highestModseq: true }),
  ).toMatchObject({
    messages: 3,
    unseen: 3,
    uidNext: 4,
  });

  const inbox = await client.mailboxOpen("INBOX");
  expect(inbox).toMatchObject({ exists: 3, uidValidity: 1n, readOnly: false });
  const all = await client.fetchAll("1:*", {
    uid: true,
    flags: true,
    envelope: true,
    bodyStructure: true,
    size: true,
    threadId: true,
  });
  expect(all.map(({ envelope }) => envelope?.subject)).toEqual(["one", "two", "grüße"]);
  expect(all[0]).toMatchObject({ uid: 1, bodyStructure: { type: "text/plain" }, emailId: expect.stringMatching(/^M/) });
  expect(await client.search({ body: "käse" }, { uid: true })).toEqual([3]);
  expect(await client.search({ seen: false, subject: "two" })).toEqual([2]);
  const whole = await client.fetchOne("2", { source: true, headers: ["subject"] });
  expect(whole && whole.source?.toString()).toBe(mail("two"));
  const part = await client.download("3", "1", { uid: true });
  expect((await Array.fromAsync(part.content ?? [])).join("")).toContain("käse");

  expect(await client.messageFlagsAdd("1", ["\\Seen", "Work"], { uid: true })).toBe(true);
  expect(await client.append("INBOX", mail("four"), ["\\Flagged"], new Date(0))).toMatchObject({ uid: 4, seq: 4 });
  expect(await client.messageMove("1:2", "Entwürfe", { uid: true })).toMatchObject({
    uidMap: new Map([
      [1, 1],
      [2, 2],
    ]),
  });
  expect(await client.messageCopy("4", "Entwürfe/Alt", { uid: true })).toMatchObject({ uidMap: new Map([[4, 1]]) });
  expect(await client.messageDelete("4", { uid: true })).toBe(true);
  await client.mailboxRename("Entwürfe/Alt", "Ablage");
  await client.mailboxSubscribe("Ablage");
  await client.mailboxDelete("Ablage");

  const heard = new Promise((resolve) => client.once("exists", resolve));
  void client.idle();
  const other = await running.open();
  await other.run(`APPEND INBOX {4+}\r\ntext`);
  expect(await heard).toMatchObject({ path: "INBOX", count: 2, prevCount: 1 });
  await client.logout();
});

test.skipIf(!isInstalled("curl"))("curl lists, reads, searches and uploads", async () => {
  const running = await start({ INBOX: [mail("one"), mail("two")], Box: [] });
  const curl = async (url: string, ...options: string[]): Promise<string> => {
    const target = `imap://127.0.0.1:${running.port}/${url}`;
    return (await run("curl", ["-sS", "--max-time", "5", "-u", "ann:secret", ...options, target])).stdout;
  };
  expect(await curl("")).toContain('* LIST (\\HasNoChildren) "/" "Box"');
  expect(await curl("INBOX;UID=2")).toBe(mail("two"));
  expect(await curl("INBOX;MAILINDEX=1;SECTION=TEXT")).toBe("How are you?\r\n");
  expect(await curl("INBOX", "-X", "SEARCH SUBJECT two")).toBe("* SEARCH 2\r\n");
  writeFileSync(path.join(folder, "mail.eml"), mail("up"));
  await curl("Box", "-T", path.join(folder, "mail.eml"));
  expect(await curl("Box;UID=1")).toBe(mail("up"));
});

test.skipIf(!isInstalled("mbsync"))("mbsync keeps a Maildir and the server the same, both ways", async () => {
  const running = await start({ INBOX: [mail("one"), { raw: mail("two"), flags: 5 }], "Work/Größe": [mail("three")] });
  const config = [
    `IMAPAccount t\nHost 127.0.0.1\nPort ${running.port}\nUser ann\nPass secret\nSSLType None\nAuthMechs PLAIN`,
    "IMAPStore r\nAccount t",
    `MaildirStore l\nPath ${folder}/mb/\nInbox ${folder}/mb/INBOX\nSubFolders Verbatim`,
    "Channel c\nFar :r:\nNear :l:\nPatterns *\nCreate Both\nExpunge Both\nSync All\nSyncState *",
  ];
  writeFileSync(path.join(folder, "rc"), `${config.join("\n\n")}\n`);
  const sync = async (): Promise<void> => void (await run("mbsync", ["-c", path.join(folder, "rc"), "-a"]));
  execFileSync("mkdir", [path.join(folder, "mb")]);
  await sync();
  const inbox = path.join(folder, "mb", "INBOX");
  expect(readdirSync(path.join(inbox, "new"))).toHaveLength(1);
  expect(readdirSync(path.join(inbox, "cur")).map((name) => name.slice(name.indexOf(":2,")))).toEqual([":2,FS"]);
  expect(
    readdirSync(path.join(folder, "mb"), { recursive: true }).filter((name) => String(name).includes("Gr")),
  ).not.toEqual([]);

  // Here a new mail and a deleted one, there a flag.
  const [first = ""] = readdirSync(path.join(inbox, "new"));
  expect(readFileSync(path.join(inbox, "new", first), "utf8")).toContain("Subject: one");
  rmSync(path.join(inbox, "new", first));
  writeFileSync(path.join(inbox, "cur", "1700000000.x.local:2,R"), mail("local").replaceAll("\r\n", "\n"));
  const other = await running.open();
  await other.run("UID STORE 2 +FLAGS (\\Answered)");
  await sync();
  expect(await other.run("NOOP")).toContain("* 1 EXPUNGE");
  expect((await other.run("FETCH 1:* (FLAGS ENVELOPE)")).join("\n")).toMatch(/FLAGS \(\\Answered[^]*"local"/);
  expect(readdirSync(path.join(inbox, "cur")).some((name) => name.endsWith(":2,FRS"))).toBe(true);
});
