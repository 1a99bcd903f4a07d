// @module-tag long
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;
let documentId: string;
const shots = path.join(import.meta.dirname, "shots");
const place = mkdtempSync(path.join(os.tmpdir(), "carbyne-docs-office-"));
const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, "../fixtures/office", name));
const looks = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
] as const;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const ann = await product.account("ann");
  page = await openAs(product, ann);
  await sendMail({
    port: product.ports.SMTP,
    from: "jonas@brandt.example",
    to: [ann.address],
    raw: letter(ann.address),
  });
  await page.goto(`${product.url}/files`);
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([
      { name: "Report.docx", mimeType: type, buffer: fixture("report.docx") },
      { name: "Old report.doc", mimeType: "application/msword", buffer: fixture("report.doc") },
      {
        name: "Notes.md",
        mimeType: "text/markdown",
        buffer: Buffer.from("# Notes\n\n- [ ] Call the roofer\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
      },
    ]);
  await page.locator("[data-row]", { hasText: "Report.docx" }).waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  rmSync(place, { recursive: true, force: true });
});

/** A mail with a Word file. */
function letter(to: string): string {
  const base64 = fixture("report.docx")
    .toString("base64")
    .replace(/(.{76})/g, "$1\r\n");
  return [
    `From: Jonas Brandt <jonas@brandt.example>\r\nTo: ${to}\r\nSubject: The roof\r\nMIME-Version: 1.0`,
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease look.',
    `--b\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document`,
    `Content-Disposition: attachment; filename="From Jonas.docx"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--b--\r\n`,
  ].join("\r\n");
}

const row = (name: string) => page.locator("[data-row]", { hasText: name });
const text = () => page.locator(".doc-text");
const saved = () =>
  page
    .getByRole("status")
    .filter({ hasText: /^Saved/ })
    .first()
    .waitFor();
const choose = async (name: string, verb: string) => {
  await row(name).click({ button: "right" });
  await page.getByRole("menuitem", { name: verb }).click();
};
/** The words of a docx, by a program that we did not write. */
function wordsOf(bytes: Buffer): string {
  const file = path.join(place, "words.docx");
  writeFileSync(file, bytes);
  const program =
    "import sys,zipfile,re;print(re.sub(r'<[^>]+>','',zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode()))";
  return execFileSync("python3", ["-c", program, file], { encoding: "utf8" });
}
async function bytesAt(address: string): Promise<{ bytes: Buffer; type: string; name: string }> {
  const answer = await page.request.get(`${product.url}${address}`);
  expect(answer.status()).toBe(200);
  const headers = answer.headers();
  return {
    bytes: await answer.body(),
    type: headers["content-type"] ?? "",
    name: headers["content-disposition"] ?? "",
  };
}

test("an office file is written in place, and what was written is in the file a moment later", async () => {
  await choose("Report.docx", "Edit in Docs");
  await text().waitFor();
  const id = page.url().split("/").at(-1) ?? "";
  const before = await text().locator("p, h1, h2").count();
  expect(before).toBeGreaterThan(3);
  expect(await lookAt(page, looks, path.join(shots, "docs-office"))).toEqual([]);
  await text().locator("p").first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Written together.");
  await saved();
  await expect
    .poll(async () => wordsOf((await bytesAt(`/files/${id}/content`)).bytes), { timeout: 90_000, interval: 2000 })
    .toContain("Written together.");
});

test("an office file of a mail is kept in Files and written there", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await row("The roof").click();
  await page
    .getByRole("button", { name: /From Jonas\.docx/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Edit in Docs" }).click();
  await text().getByText("The roof of the town hall").waitFor();
  expect(await page.getByRole("textbox", { name: "Name of the document" }).first().inputValue()).toBe(
    "From Jonas.docx",
  );
});

test("a document is made of files of several formats, and what was lost is told", async () => {
  await page.goto(`${product.url}/files`);
  await choose("Notes.md", "Make a document of it");
  await text().getByRole("heading", { name: "Notes" }).waitFor();
  expect(await text().locator("table").count()).toBe(1);
  expect(await text().locator('ul[data-type="taskList"]').count()).toBe(1);
  documentId = page.url().split("/").at(-1) ?? "";
  await page.goto(`${product.url}/files`);
  await choose("Old report.doc", "Make a document of it");
  await text().locator("p").nth(2).waitFor({ timeout: 60_000 });
});

test("it is had as Word, OpenDocument, PDF, Markdown and a web page", async () => {
  const as = async (format: string) => bytesAt(`/documents/${documentId}/export?as=${format}`);
  expect(wordsOf((await as("docx")).bytes)).toContain("Call the roofer");
  expect((await as("md")).bytes.toString()).toContain("- [ ] Call the roofer");
  const html = await as("html");
  expect(html.bytes.toString()).toContain("Call the roofer");
  expect(html.name).toMatch(/^attachment/);
  const pdf = await as("pdf");
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const odt = await as("odt");
  expect(odt.bytes.subarray(30, 38).toString()).toBe("mimetype");
});

test("its menu copies it, leads to its folder, and puts it into the trash, with Undo", async () => {
  await page.goto(`${product.url}/docs/${documentId}`);
  await text().getByRole("heading", { name: "Notes" }).waitFor();
  const open = async () => page.getByRole("button", { name: "More about the document" }).first().click();
  await open();
  await page.getByRole("menuitem", { name: "Make a copy" }).click();
  await page.getByRole("textbox", { name: "Name of the document" }).first().waitFor();
  await expect.poll(() => page.url()).not.toContain(documentId);
  await expect
    .poll(() => page.getByRole("textbox", { name: "Name of the document" }).first().inputValue())
    .toBe("Notes (2)");
  await text().getByRole("heading", { name: "Notes" }).waitFor();
  await open();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await page.getByText("is in the trash.").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(() => page.getByRole("link", { name: /Notes/ }).count()).toBe(2);
  expect(page.faults).toEqual([]);
});
