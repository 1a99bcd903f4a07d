// @module-tag long
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { startDovecot } from "./harness/dovecot.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
let folder: string;
let dovecot: Awaited<ReturnType<typeof startDovecot>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-transfer-"));
  chmodSync(folder, 0o755);
  dovecot = await startDovecot(folder);
  product = await startProduct({ env: { CARBYNE_FETCH_ALLOW: `127.0.0.1:${dovecot.port}` } });
  page = await openAs(product, await product.account("mover"));
  await page.goto(`${product.url}/settings/transfer`);
  await page.getByText("Drop files or folders with mail here").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  dovecot.stop();
  rmSync(folder, { recursive: true });
});

const message = (n: number, subject: string) =>
  `From: Ana Ortega <ana@lindenau.example>\nSubject: ${subject} ${n}\nDate: Tue, 24 Nov 2026 09:00:00 +0000\nMessage-ID: <${subject}${n}@lindenau.example>\nStatus: RO\n\nAbout ${subject}, number ${n}.\n`;

/** As Thunderbird keeps folders, packed by Debian's zip. */
function buildArchive(): string {
  const inbox = Array.from({ length: 300 }, (_, n) => `From - Tue Nov 24 10:00:00 2026\n${message(n, "roof")}\n`);
  mkdirSync(path.join(folder, "Mail/Local Folders/Inbox.sbd"), { recursive: true });
  writeFileSync(path.join(folder, "Mail/Local Folders/Inbox"), inbox.slice(0, 200).join(""));
  writeFileSync(path.join(folder, "Mail/Local Folders/Inbox.sbd/Project"), inbox.slice(200).join(""));
  writeFileSync(path.join(folder, "Mail/archive.pst"), "!BDN");
  execFileSync("zip", ["-qr", "mail.zip", "Mail"], { cwd: folder });
  return path.join(folder, "mail.zip");
}

const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });

test("an archive of folders is looked through, imported, and all of it is in the mailbox", async () => {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles(buildArchive());
  await row("mail.zip").getByText("300 messages in 2 folders").waitFor();
  await row("mail.zip").getByText("1 could not be read").click();
  await page.getByText("convert the file to mbox with readpst").waitFor();
  await page.getByRole("button", { name: "Import 300 messages" }).click();
  await row("mail.zip").getByText("300 messages were imported, 0 were here already.").waitFor();
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("roof 199").first().waitFor();
  await page
    .getByRole("link", { name: /Project/ })
    .first()
    .click();
  await page.getByText("roof 299").first().waitFor();
});

test("the same archive again is told to be here already, and many loose files are one import", async () => {
  await page.goto(`${product.url}/settings/transfer`);
  const send = async (files: string | string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Choose files" }).click(),
    ]);
    await chooser.setFiles(files);
  };
  await send(path.join(folder, "mail.zip"));
  await page.getByText("300 here already").waitFor();
  const files = Array.from({ length: 20 }, (_, n) => path.join(folder, `letter-${n}.eml`));
  files.forEach((file, n) => writeFileSync(file, message(n, "letter")));
  await send(files);
  await row("20 files").getByText("20 messages in 1 folder").waitFor();
  await row("20 files").getByRole("combobox").click();
  await page.getByRole("option", { name: "Into Archive" }).click();
  await page.getByRole("button", { name: "Import 20 messages" }).click();
  await row("20 files").getByText("20 messages were imported").waitFor();
  await page.goto(`${product.url}/mail/archive`);
  await page.getByText("letter 19").first().waitFor();
});

test("all mail is exported and downloaded, also from the menu of a folder, and what came down is here already", async () => {
  await page.goto(`${product.url}/settings/transfer`);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await row("@town.example").getByText("320 messages").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row("@town.example").getByRole("link", { name: "Download" }).click(),
  ]);
  const file = path.join(folder, "export.zip");
  await download.saveAs(file);
  const names = execFileSync("unzip", ["-Z1", file], { encoding: "utf8" });
  expect(names.match(/^Inbox\/Project\/.*\.eml$/gm)).toHaveLength(100);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles(file);
  await row("export.zip").getByText("320 messages in 3 folders").waitFor();
  await row("export.zip").getByText("320 here already").waitFor();
  await page.goto(`${product.url}/mail/inbox`);
  await page
    .getByRole("link", { name: /Project/ })
    .first()
    .click({ button: "right" });
  await page.getByRole("menuitem", { name: "Export…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
  await page.getByText("“Project” is being exported").first().waitFor();
  await page.getByRole("button", { name: "Show" }).click();
  await row("Inbox Project").getByText("100 messages").waitFor();
  await page.goto(`${product.url}/mail/search?q=subject:letter`);
  await page.getByText("letter 19").first().waitFor();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Export…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: "Show" }).last().click();
  await page.getByText(/^20 messages, /).waitFor();
  expect(page.faults).toEqual([]);
});

test("an account on another server is asked for its folders, and those that are chosen come over", async () => {
  await page.goto(`${product.url}/settings/transfer`);
  await page.getByRole("button", { name: "From another mail account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Mail address or user name").fill("old@dovecot.example");
  await dialog.getByLabel("Server (IMAP)").fill("127.0.0.1");
  await dialog.getByLabel("Encryption").click();
  await page.getByRole("option", { name: "STARTTLS" }).click();
  await dialog.getByLabel("Port").fill(String(dovecot.port));
  await dialog.getByLabel("Password").fill("guess");
  await page.keyboard.press("Enter");
  await dialog.getByText("127.0.0.1 did not accept the name or the password.").waitFor();
  await dialog.getByLabel("Password").fill("secret");
  await page.keyboard.press("Enter");
  await dialog.getByRole("checkbox", { name: "Projects / Roof" }).uncheck();
  await dialog.getByRole("button", { name: "Import 3 messages" }).click();
  await row("old@dovecot.example").getByText("3 messages were imported, 0 were here already.").waitFor();
  await page.goto(`${product.url}/mail/sent`);
  await page.getByText("sent", { exact: true }).first().waitFor();
});
