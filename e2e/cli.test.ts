// @module-tag long
import { execFile, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDovecot } from "./harness/dovecot.ts";
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
    (stdout) => ({ code: 0, stderr: "", stdout }),
    (error: { code: number; stderr: string; stdout: string }) => error,
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

test("an account is held, policies are set, and what was deleted is listed and written out", async () => {
  const bea = "bea@town.example";
  await product.carbyne(["account", "create", bea, "--password-stdin", "--name", "Bea"], `${password}\n`);
  const made = await product.carbyne(["app-password", "create", bea, "--name", "Drive", "--scopes", "webdav"]);
  const authorization = `Basic ${Buffer.from(`${bea}:${made.trim()}`).toString("base64")}`;
  const put = async (body: string) =>
    (await fetch(`${product.url}/dav/files/plan.txt`, { method: "PUT", headers: { authorization }, body })).status;
  expect(await failure(["hold", "place", bea])).toMatchObject({ code: 2 });
  expect(await failure(["hold", "place", "nobody@town.example", "--reason", "x"])).toMatchObject({ code: 1 });
  expect(await product.carbyne(["hold", "place", bea, "--reason", "Case 12"])).toBe(`${bea} is held.\n`);
  expect(await failure(["hold", "place", bea, "--reason", "again"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("held already"),
  });
  expect(await json("hold", "list")).toMatchObject([{ address: bea, reason: "Case 12" }]);
  await product.carbyne(["policy", "set", "files.versionsKept", "1", "--account", bea]);
  expect([await put("the first plan"), await put("the second plan")]).toEqual([201, 204]);
  expect(await product.carbyne(["hold", "kept", bea])).toMatch(/version +14 +plan\.txt/);
  const output = path.join(folder, "kept");
  const kept = (await product.carbyne(["hold", "kept", bea, "--output", output, "--json"])).trim();
  const [{ id } = { id: "" }] = JSON.parse(kept) as { id: string }[];
  expect(readFileSync(path.join(output, `${id} plan.txt`), "utf8")).toBe("the first plan");
  await product.carbyne(["hold", "release", bea]);
  expect(await json("hold", "list")).toEqual([]);
  const key = "retention.deletedDays";
  const shown = async () => ((await json("policy", "show", bea)) as { key: string }[]).find((one) => one.key === key);
  await product.carbyne(["policy", "set", key, "3650"]);
  expect(await shown()).toEqual({ key, value: 3650, from: "global" });
  await product.carbyne(["policy", "set", key, "30", "--domain", "town.example"]);
  await product.carbyne(["policy", "set", key, "0", "--account", bea]);
  expect(await shown()).toEqual({ key, value: 0, from: "account" });
  expect(await product.carbyne(["policy", "set", key, "default", "--account", bea])).toBe(`${key} is inherited.\n`);
  expect(await shown()).toEqual({ key, value: 30, from: "domain" });
  expect(await failure(["policy", "set", key, "soon"])).toMatchObject({ code: 1 });
  for (const of of [[], ["--domain", "town.example"]]) await product.carbyne(["policy", "set", key, "default", ...of]);
});

test("lists are made, filled from standard input, shown, changed and deleted, and say what they could not take", async () => {
  const board = "board@town.example";
  await product.carbyne(["list", "create", board, "--name", "Board", "--senders", "members", "--readers", "managers"]);
  await product.carbyne(["list", "create", "all@town.example"]);
  expect(await product.carbyne(["list", "add", board, "-"], "admin@town.example\nkim@far.example")).toBe(
    `2 added to ${board}, 0 were there.\n`,
  );
  await product.carbyne(["list", "add", board, "admin@town.example", "--managers"]);
  await product.carbyne(["list", "add", "all@town.example", board]);
  expect(await failure(["list", "add", board, "nobody@town.example", "all@town.example"])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^0 added[^]*all@town\.example would be in itself/),
  });
  expect(await json("list", "list", "--text", "boa")).toMatchObject([
    { address: board, memberCount: 2, managerCount: 1, aboveCount: 1, whoMaySend: "members" },
  ]);
  expect(await product.carbyne(["list", "show", board])).toMatch(/admin@town\.example {2}.*member, manager\n/);
  await product.carbyne(["list", "remove", board, "kim@far.example"]);
  await product.carbyne(["list", "change", board, "--to", "council@town.example", "--senders", "everyone"]);
  expect(await json("list", "show", "all@town.example")).toMatchObject({
    members: [{ address: "council@town.example", kind: "list" }],
  });
  expect(await failure(["list", "create", "admin@town.example"])).toMatchObject({ code: 1 });
  expect(await failure(["list", "show", board])).toMatchObject({ code: 1, stderr: expect.stringContaining(board) });
  expect(await failure(["list", "create", board, "--senders", "some"])).toMatchObject({ code: 2 });
  await product.carbyne(["list", "delete", "council@town.example"]);
  expect(await json("list", "show", "all@town.example")).toMatchObject({ members: [] });
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
  const { port, maildir, stop } = await startDovecot(folder);
  stops.push(stop);
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

test("all mail of an account goes into an archive and comes out of it into another, with a server that runs and as another user", async () => {
  const [from, to] = [await product.account("from"), await product.account("to")];
  const mbox = path.join(folder, "moving.mbox");
  const letter = (i: number) =>
    `From a@x.example Sun Sep  9 01:46:40 2001\nSubject: Moving ${i}\nStatus: RO\n\ntext\n\n`;
  writeFileSync(mbox, letter(1) + letter(2));
  await product.carbyne(["mail", "import", "--account", from.address, "--mbox", mbox, "--folder", "Plans"]);
  for (const format of ["eml", "mbox"]) {
    const file = path.join(folder, `${format}.zip`);
    const made = await json("mail", "export", "--account", from.address, "--to", file, "--format", format);
    expect(made).toMatchObject({ to: file });
    expect(await json("mail", "import", "--account", to.address, "--file", file)).toEqual(
      format === "eml" ? { imported: 2, skipped: 0 } : { imported: 0, skipped: 2 },
    );
  }
  const plans = await rawImap(product.ports.IMAPS, to, ["EXAMINE Plans", "FETCH 1:* (FLAGS INTERNALDATE)"]);
  expect(plans.toString()).toMatch(/FLAGS \(\\Seen \\Recent\) INTERNALDATE " 9-Sep-2001 01:46:40 \+0000"/);
  expect(await failure(["mail", "export", "--account", from.address])).toMatchObject({ code: 2 });
});
