import { execFile, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

const run = promisify(execFile);
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-cli-"));
let product: Product;
const stops: (() => void)[] = [];

beforeAll(async () => {
  chmodSync(folder, 0o755);
  product = await startProduct();
});
afterAll(async () => {
  for (const stop of stops) stop();
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const json = async (...args: string[]): Promise<unknown> => JSON.parse(await product.carbyne([...args, "--json"]));
const failure = (args: string[], input = "") =>
  product.carbyne(args, input).then(
    () => ({ code: 0, stderr: "" }),
    (error: { code: number; stderr: string }) => error,
  );

test("accounts and domains are made, listed, changed, suspended and closed, in words and in JSON", async () => {
  await product.carbyne(["account", "create", "ann@new.example", "--password-stdin", "--name", "Ann"], `${password}\n`);
  expect(await json("domain", "list")).toMatchObject([
    { name: "new.example", accountCount: 1 },
    { name: "town.example" },
  ]);
  expect(await product.carbyne(["domain", "dns", "new.example"])).toMatch(
    /new\.example {2}MX {2}10 mail\.new\.example\./,
  );
  await product.carbyne(["account", "update", "ann@new.example", "--name", "Ann B.", "--aliases", "sales@new.example"]);
  expect(await json("account", "list", "--text", "ann b")).toMatchObject([
    { address: "ann@new.example", state: "active" },
  ]);
  const mail = {
    port: product.ports.SMTP,
    from: "x@x.example",
    to: ["sales@new.example"],
    raw: "Subject: x\r\n\r\nx\r\n",
  };
  expect(await sendMail(mail)).toMatch(/^250/);
  await product.carbyne(["account", "close", "ann@new.example"]);
  await expect(sendMail(mail)).rejects.toThrow("no such recipient");
  await product.carbyne(["account", "reopen", "ann@new.example"]);
  await product.carbyne(["domain", "close", "new.example"]);
  await expect(sendMail(mail)).rejects.toThrow("no such recipient");
  await product.carbyne(["domain", "reopen", "new.example"]);
  expect(await sendMail(mail)).toMatch(/^250/);
});

test("what is wrong is said in words with exit code 1, and a wrong call with its usage and 2", async () => {
  const args = ["account", "create", "ann@new.example", "--password-stdin"];
  expect(await failure(args, password)).toMatchObject({ code: 1, stderr: expect.stringContaining("ann@new.example") });
  expect(await failure([...args, "--json"], password)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"address-taken"'),
  });
  expect(await failure(["account", "create"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Usage: carbyne account create"),
  });
  expect(await failure(["account", "fly"])).toMatchObject({ code: 2 });
  expect(await failure(["domain", "create", "not a domain"])).toMatchObject({ code: 1 });
});

test("doctor finds every role and port, and says what DNS lacks", async () => {
  const findings = (await json("doctor")) as { check: string; state: string }[];
  expect(findings.filter(({ check }) => check.startsWith("role ")).map(({ state }) => state)).toEqual([
    "ok",
    "ok",
    "ok",
  ]);
  expect(findings.filter(({ check, state }) => check.startsWith("port ") && state === "ok")).toHaveLength(9);
  expect(findings.filter(({ check }) => check === "previews")).toMatchObject([{ state: "ok" }]);
  expect(findings.some(({ state }) => state === "fault")).toBe(false);
});

test("the systemd unit that it writes is one that systemd takes", async () => {
  const unit = path.join(folder, "carbyne.service");
  await product.carbyne(["service", "install", "--output", unit]);
  const text = readFileSync(unit, "utf8");
  expect(text).toContain(`CARBYNE_DATA_DIR=${product.dataDir}`);
  expect(text).not.toContain("PASSWORD");
  await run("systemd-analyze", ["verify", unit]);
});

test("mail comes in from mbox, Maildir and files with dates and flags, once however often it is run", async () => {
  const person = await product.account("import");
  const mbox = path.join(folder, "old.mbox");
  const letter = (i: number, status: string) =>
    `From a@x.example Sun Sep  9 01:46:40 2001\nFrom: a@x.example\nSubject: Old ${i}\nStatus: ${status}\n\n>From here on text ${i}.\n\n`;
  writeFileSync(mbox, letter(1, "RO") + letter(2, "O"));
  const account = ["--account", person.address];
  expect(await json("mail", "import", ...account, "--mbox", mbox)).toEqual({ imported: 2, skipped: 0 });
  expect(await json("mail", "import", ...account, "--mbox", mbox)).toEqual({ imported: 0, skipped: 2 });
  const box = await rawImap(product.ports.IMAPS, person, [
    "EXAMINE INBOX",
    "FETCH 1:* (FLAGS INTERNALDATE BODY.PEEK[TEXT])",
  ]);
  expect(box.toString()).toMatch(/FLAGS \(\\Seen \\Recent\) INTERNALDATE " 9-Sep-2001 01:46:40 \+0000"/);
  expect(box.toString()).toContain("\r\nFrom here on text 1.\r\n");

  const maildir = path.join(folder, "md");
  for (const place of ["cur", "new", "tmp", ".Work.Plans/cur", ".Work.Plans/new", ".Work.Plans/tmp"])
    mkdirSync(path.join(maildir, place), { recursive: true });
  writeFileSync(path.join(maildir, "cur/1000000000.M1.host:2,FS"), "Subject: In maildir\n\nx\n");
  writeFileSync(path.join(maildir, ".Work.Plans/cur/1000000001.M2.host:2,"), "Subject: In a folder\n\nx\n");
  writeFileSync(path.join(maildir, "cur/1000000002.M3.host:2,T"), "Subject: Deleted\n\nx\n");
  expect(await json("mail", "import", ...account, "--maildir", maildir)).toEqual({ imported: 2, skipped: 0 });
  const plans = await rawImap(product.ports.IMAPS, person, ['EXAMINE "Work/Plans"', "FETCH 1:* INTERNALDATE"]);
  expect(plans.toString()).toContain('"09-Sep-2001 01:46:41 +0000"'.replace('"09', '" 9'));

  const eml = path.join(folder, "one.eml");
  writeFileSync(eml, "Subject: A file\r\nDate: Tue, 03 Mar 2020 10:00:00 +0100\r\n\r\nx\r\n");
  expect(await product.carbyne(["mail", "import", ...account, "--eml", eml, eml])).toBe(
    "1 imported, 1 there already.\n",
  );
  expect(await failure(["mail", "import", ...account, "--mbox", eml])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is no mbox file"),
  });
});

test("an account comes over from Debian's dovecot with folders, flags and dates; a second run brings only what is new", {
  timeout: 120_000,
}, async () => {
  const person = await product.account("moved");
  const { port, maildir } = await startDovecot();
  const url = `imap://old%40dovecot.example@127.0.0.1:${port}`;
  const bring = async () =>
    JSON.parse(
      await product.carbyne(
        ["mail", "import", "--account", person.address, "--imap", url, "--password-stdin", "--json"],
        "secret",
      ),
    ) as unknown;
  expect(await bring()).toEqual({ imported: 4, skipped: 0 });
  writeFileSync(path.join(maildir, "new/1700000000.M9.host"), "Subject: Fresh\r\n\r\nx\r\n");
  spawnSync("chown", ["-R", "nobody", maildir]);
  expect(await bring()).toEqual({ imported: 1, skipped: 4 });
  const inbox = await rawImap(product.ports.IMAPS, person, ["EXAMINE INBOX", "FETCH 1:* (FLAGS INTERNALDATE)"]);
  expect(inbox.toString()).toMatch(/FLAGS \(\\Flagged \\Seen \\Recent\) INTERNALDATE " 9-Sep-2001 01:46:40 \+0000"/);
  const sent = await rawImap(product.ports.IMAPS, person, [
    "STATUS Sent (MESSAGES)",
    'STATUS "Projects/Roof" (MESSAGES)',
  ]);
  expect(sent.toString()).toMatch(/STATUS "?Sent"? \(MESSAGES 1\)/);
  expect(sent.toString()).toMatch(/STATUS "?Projects\/Roof"? \(MESSAGES 1\)/);
});

/** Debian's dovecot for one account, with mail of its own. */
async function startDovecot(): Promise<{ port: number; maildir: string }> {
  const base = path.join(folder, "dovecot");
  const maildir = path.join(base, "mail");
  for (const place of ["", ".Sent/", ".Projects.Roof/"])
    for (const kind of ["cur", "new", "tmp"]) mkdirSync(path.join(maildir, place, kind), { recursive: true });
  // Dovecot takes a message's date from its file.
  const put = (name: string, text: string) => {
    writeFileSync(path.join(maildir, name), text);
    utimesSync(path.join(maildir, name), 1_000_000_000, 1_000_000_000);
  };
  put("cur/1000000000.M1.host:2,FS", "From: a@x.example\r\nSubject: One\r\nMessage-ID: <1@x>\r\n\r\none\r\n");
  put("new/1000000001.M2.host", "From: a@x.example\r\nSubject: Two\r\n\r\ntwo\r\n");
  put(".Sent/cur/1000000002.M3.host:2,S", "From: me@x.example\r\nSubject: Sent\r\nMessage-ID: <3@x>\r\n\r\nsent\r\n");
  put(
    ".Projects.Roof/cur/1000000003.M4.host:2,",
    "From: b@x.example\r\nSubject: Roof\r\nMessage-ID: <4@x>\r\n\r\nroof\r\n",
  );
  const port = await freePort();
  const config = [
    `base_dir = ${base}/run`,
    `log_path = ${base}/log`,
    "protocols = imap",
    "ssl = no",
    "disable_plaintext_auth = no",
    "default_internal_user = nobody",
    "default_login_user = nobody",
    "default_internal_group = nogroup",
    `mail_location = maildir:${maildir}`,
    "mail_uid = nobody",
    "mail_gid = nogroup",
    "first_valid_uid = 1",
    "first_valid_gid = 1",
    "namespace inbox {\n inbox = yes\n separator = /\n mailbox Sent {\n special_use = \\Sent\n }\n}",
    "passdb {\n driver = static\n args = password=secret\n}",
    `userdb {\n driver = static\n args = uid=nobody gid=nogroup home=${base}\n}`,
    `service imap-login {\n inet_listener imap {\n address = 127.0.0.1\n port = ${port}\n }\n inet_listener imaps {\n port = 0\n }\n chroot =\n}`,
    "service anvil {\n chroot =\n}",
    "service stats {\n chroot =\n}",
  ];
  const file = path.join(base, "dovecot.conf");
  writeFileSync(file, `${config.join("\n")}\n`);
  spawnSync("chown", ["-R", "nobody", base]);
  chmodSync(base, 0o755);
  const server = spawn("/usr/sbin/dovecot", ["-F", "-c", file], { stdio: "ignore" });
  stops.push(() => server.kill("SIGTERM"));
  for (let tries = 0; tries < 100; tries++) {
    if (await canConnect(port)) return { port, maildir };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `dovecot did not start: ${readdirSync(base).includes("log") ? readFileSync(path.join(base, "log"), "utf8") : "no log"}`,
  );
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
