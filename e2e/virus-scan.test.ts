// @module-tag long
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { startClamd, virus } from "./harness/clamd.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let folder: string;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let product: Product;
let page: Opened;
let authorization: string;
const shots = path.join(import.meta.dirname, "shots");
const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const looks: readonly Look[] = [
  { size: desk, scheme: "light" },
  { size: desk, scheme: "dark" },
  { size: phone, scheme: "dark" },
  { size: phone, scheme: "light" },
];
const look = (name: string) => lookAt(page, looks, path.join(shots, `virus-${name}`));

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-clamd-"));
  // Started as root, the server asks as a user of its own.
  chmodSync(folder, 0o755);
  clamd = await startClamd(folder);
  product = await startProduct({ env: { CARBYNE_CLAMD: clamd.socket } });
  const maren = await product.account("maren");
  const made = ["app-password", "create", maren.address, "--name", "Drive", "--scopes", "webdav"];
  const secret = (await product.carbyne(made)).trim();
  authorization = `Basic ${Buffer.from(`${maren.address}:${secret}`).toString("base64")}`;
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  clamd.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (method: string, name: string, body?: Buffer) =>
  fetch(`${product.url}/dav/files/${name}`, { method, headers: { authorization }, ...(body ? { body } : {}) });

test("Debian's clamd looks at what comes; what is infected shows what it is and is read by nobody", async () => {
  expect((await ask("PUT", "roof.txt", Buffer.from("a plan of the roof"))).status).toBe(201);
  expect((await ask("PUT", "large.bin", Buffer.alloc(3_000_000))).status).toBe(201);
  expect((await ask("PUT", "invoice.txt", Buffer.from(`an invoice, ${virus}`))).status).toBe(201);
  await page.goto(`${product.url}/files`);
  const row = (name: string) => page.locator("[data-row]", { hasText: name });
  await row("invoice.txt").getByRole("img", { name: "A virus was found: Carbyne.Test.UNOFFICIAL" }).waitFor();
  // One that is more than clamd takes may have to be asked a second time.
  await row("large.bin").getByRole("img", { name: "Not checked for viruses" }).waitFor({ timeout: 60_000 });
  await row("roof.txt").waitFor();
  expect(await row("roof.txt").getByRole("img", { name: /virus/ }).count()).toBe(0);
  expect((await ask("GET", "roof.txt")).status).toBe(200);
  const refused = await ask("GET", "invoice.txt");
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("Carbyne.Test.UNOFFICIAL")]);
  // The same bytes by another name are known at the door.
  expect((await ask("PUT", "again.txt", Buffer.from(`an invoice, ${virus}`))).status).toBe(403);
});

test("the owner is told, and sees in the details what it means", async () => {
  await page.getByRole("button", { name: "1 new notice" }).click();
  await page.getByText("“invoice.txt” contains Carbyne.Test.UNOFFICIAL.").waitFor();
  expect(await look("notice")).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator("[data-row]", { hasText: "invoice.txt" }).click();
  await page.keyboard.press("i");
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByText("Nobody can open or download it.").waitFor();
  expect(await look("details")).toEqual([]);
  await details.getByRole("button", { name: "Check again" }).click();
  await page.getByText("The file is being checked again.", { exact: true }).waitFor();
  expect(await product.carbyne(["scan", "list"])).toContain("invoice.txt");
});

test("who uploads the same in the browser, or opens it, reads why not", async () => {
  await page.reload();
  const bad = { name: "invoice again.txt", mimeType: "text/plain", buffer: Buffer.from(`an invoice, ${virus}`) };
  await page.locator('input[type="file"]').first().setInputFiles([bad]);
  await page
    .getByText("“invoice again.txt” contains a virus (Carbyne.Test.UNOFFICIAL) and cannot be opened.")
    .first()
    .waitFor();
  // The browser writes of every refusal into its console.
  page.faults.splice(0);
  expect(await look("upload")).toEqual([]);
  await page.locator("[data-row]", { hasText: "invoice.txt" }).dblclick();
  await page.getByText("“invoice.txt” contains a virus (Carbyne.Test.UNOFFICIAL) and cannot be opened.").waitFor();
  page.faults.splice(0);
  expect(await look("viewer")).toEqual([]);
});
