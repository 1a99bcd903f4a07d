import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

const run = promisify(execFile);
let product: Product;
let reader: { address: string; password: string };
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-clients-"));

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  for (let i = 0; i < 5; i++)
    await sendMail({
      port: product.ports.SMTP,
      from: "a@lindenau.example",
      to: [`reader+tag${i}@town.example`],
      raw: `From: a@lindenau.example\r\nSubject: Mail ${i}\r\nMessage-ID: <c${i}@lindenau.example>\r\n\r\nText ${i}.\r\n`,
    });
});
afterAll(async () => {
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const overImap = <Result>(work: (client: ImapFlow) => Promise<Result>) => withImap(product, reader, work);

test("imapflow: folders, append, flags, copy, move, search, expunge, and IDLE that tells of new mail", async () => {
  await overImap(async (client) => {
    await client.mailboxCreate(["Work", "Plans"]);
    const boxes = await client.list();
    expect(boxes.find((box) => box.specialUse === "\\Sent")?.path).toBe("Sent");
    expect(boxes.map((box) => box.path)).toContain("Work/Plans");
    await client.append(
      "Work/Plans",
      "Subject: Appended\r\n\r\nx\r\n",
      ["\\Seen", "$Label1"],
      new Date("2020-01-02T03:04:05Z"),
    );
    await client.mailboxOpen("INBOX");
    const told = new Promise((resolve) => client.once("exists", resolve));
    void client.idle();
    await sendMail({
      port: product.ports.SMTP,
      from: "a@lindenau.example",
      to: [reader.address],
      raw: "Subject: Idle\r\n\r\nx\r\n",
    });
    expect(await told).toMatchObject({ count: 6, prevCount: 5 });
    await client.messageFlagsAdd("1:2", ["\\Flagged"]);
    expect(await client.search({ flagged: true })).toEqual([1, 2]);
    expect(await client.search({ body: "Text 3" })).toEqual([4]);
    expect(await client.search({ subject: "mail 4" })).toEqual([5]);
    const copied = await client.messageCopy("1", "Work/Plans");
    expect(copied && copied.uidMap?.size).toBe(1);
    await client.messageMove("2", "Archive");
    await client.messageDelete("1");
    expect(await client.status("INBOX", { messages: true, unseen: true })).toMatchObject({ messages: 4, unseen: 4 });
    await client.mailboxOpen("Work/Plans");
    const first = await client.fetchOne("1", { flags: true, internalDate: true, source: true });
    // Keywords are the same in any case (RFC 9051 §2.3.2); one that is a tag is spelled as the tag is.
    expect(first && [...(first.flags ?? [])].sort()).toEqual(["$label1", "\\Seen"]);
    expect(first && new Date(first.internalDate ?? 0).toISOString()).toBe("2020-01-02T03:04:05.000Z");
    await client.mailboxRename("Work", "Office");
    expect((await client.list()).map((box) => box.path)).toContain("Office/Plans");
  });
});

test("mbsync brings everything over twice without doubling, and takes back a flag that was set here", async () => {
  const config = path.join(folder, "mbsyncrc");
  const lines = [
    "IMAPAccount town",
    "Host 127.0.0.1",
    `Port ${product.ports.IMAPS}`,
    `User ${reader.address}`,
    `Pass "${reader.password}"`,
    "SSLType IMAPS",
    `CertificateFile ${product.dataDir}/tls/self-signed.pem`,
    "",
    "IMAPStore far",
    "Account town",
    "",
    "MaildirStore near",
    `Path ${folder}/mail/`,
    `Inbox ${folder}/mail/INBOX`,
    "SubFolders Verbatim",
    "",
    "Channel town",
    "Far :far:",
    "Near :near:",
    "Patterns *",
    "Create Both",
    "Expunge Both",
    "SyncState *",
    "",
  ];
  writeFileSync(config, lines.join("\n"));
  readdirSync(folder);
  await run("mkdir", ["-p", `${folder}/mail`]);
  await run("mbsync", ["-c", config, "-a"]);
  const inbox = () => ["new", "cur"].flatMap((kind) => readdirSync(`${folder}/mail/INBOX/${kind}`));
  const count = inbox().length;
  expect(count).toBe(4);
  await run("mbsync", ["-c", config, "-a"]);
  expect(inbox()).toHaveLength(count);
  const [name = ""] = readdirSync(`${folder}/mail/INBOX/new`);
  await run("mv", [`${folder}/mail/INBOX/new/${name}`, `${folder}/mail/INBOX/cur/${name.split(":")[0]}:2,FS`]);
  await run("mbsync", ["-c", config, "-a"]);
  await overImap(async (client) => {
    await client.mailboxOpen("INBOX");
    expect(await client.search({ flagged: true })).toHaveLength(1);
  });
});

test("curl reads over IMAP and POP3, with STARTTLS and with TLS, and getmail takes and deletes", async () => {
  const login = ["-sk", "--user", `${reader.address}:${reader.password}`];
  const { IMAP, POP3, POP3S } = product.ports;
  expect((await run("curl", [...login, "--ssl-reqd", `imap://127.0.0.1:${IMAP}/INBOX;MAILINDEX=1`])).stdout).toContain(
    "Subject: ",
  );
  // Without TLS nobody signs in.
  await expect(run("curl", [...login, `imap://127.0.0.1:${IMAP}/INBOX`])).rejects.toThrow();
  expect(
    (await run("curl", [...login, "--ssl-reqd", `pop3://127.0.0.1:${POP3}/`])).stdout.trim().split("\n"),
  ).toHaveLength(4);
  expect((await run("curl", [...login, `pop3s://127.0.0.1:${POP3S}/1`])).stdout).toContain(
    "Return-Path: <a@lindenau.example>",
  );
  const mbox = path.join(folder, "mbox");
  writeFileSync(mbox, "");
  const config = [
    "[retriever]",
    "type = SimplePOP3SSLRetriever",
    "server = 127.0.0.1",
    `port = ${POP3S}`,
    `username = ${reader.address}`,
    `password = ${reader.password}`,
    "[destination]",
    "type = Mboxrd",
    `path = ${mbox}`,
    ...(process.getuid?.() === 0 ? ["user = nobody"] : []),
    "[options]",
    "delete = true",
    "verbose = 0",
  ];
  writeFileSync(path.join(folder, "getmailrc"), config.join("\n"), { mode: 0o600 });
  if (process.getuid?.() === 0) await run("chown", ["-R", "nobody", folder]);
  await run("getmail", ["--getmaildir", folder]);
  expect(readFileSync(mbox, "utf8").match(/^From /gm)).toHaveLength(4);
  await overImap(async (client) =>
    expect(await client.status("INBOX", { messages: true })).toMatchObject({ messages: 0 }),
  );
});
