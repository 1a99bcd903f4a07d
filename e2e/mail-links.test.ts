// @module-tag long
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browser, closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
let ben: { address: string; password: string };
let outside: Page;
let address = "";
let bensAddress = "";
const shots = path.join(import.meta.dirname, "shots");
const large = 40_000_000;
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-"));
const model = path.join(folder, "Model of the roof.zip");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  writeFileSync(model, Buffer.alloc(large, 7));
  product = await startProduct();
  ben = await product.account("ben");
  page = await openAs(product, await product.account("ann"));
  outside = await (await browser()).newPage();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  rmSync(folder, { recursive: true });
});

const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const looks = [desk, phone].flatMap((size): Look[] => [
  { size, scheme: "light" },
  { size, scheme: "dark" },
]);
const look = (name: string) => lookAt(page, looks, path.join(shots, `mail-link-${name}`));

async function write(subject: string): Promise<void> {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "New message" }).first().waitFor();
  await page.keyboard.press("c");
  await page.getByRole("combobox", { name: "To" }).fill(ben.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("textbox", { name: "Message text" }).click();
  await page.keyboard.type("The model is here.");
}

const text = () => page.getByRole("textbox", { name: "Message text" });

test("a file that a message cannot carry is sent as a link to it in Files", async () => {
  await write("Model of the roof");
  await page.locator('input[type="file"]:not([accept])').first().setInputFiles(model);
  await page.getByText("This file is 40 MB.").waitFor();
  expect(await look("offer")).toEqual([]);
  await page.getByRole("button", { name: "Send as a link" }).click();
  await text().getByText("Model of the roof.zip").waitFor({ timeout: 30_000 });
  expect(await text().innerText()).toMatch(/Model of the roof\.zip \(40 MB, until \d+ \w+\)/);
  expect(await look("written")).toEqual([]);
  address = (await text().getByRole("link", { name: "Model of the roof.zip" }).getAttribute("href")) ?? "";
  expect(address).toMatch(/\/s\/[\w-]{32}$/);
  await text().press("Control+Enter");

  const bens = await openAs(product, ben);
  await bens.getByText("Model of the roof").first().click({ timeout: 40_000 });
  const bensLink = bens.frameLocator("iframe").first().getByRole("link", { name: "Model of the roof.zip" });
  bensAddress = (await bensLink.getAttribute("href")) ?? "";
  // Each recipient has one of their own.
  expect(bensAddress).toMatch(/\/s\/[\w-]{32}$/);
  expect(bensAddress).not.toBe(address);
  await bens.context().close();
  await outside.goto(bensAddress);
  const download = outside.getByRole("link", { name: "Download" });
  const answer = await outside.request.get(product.url + ((await download.getAttribute("href")) ?? ""));
  expect([answer.status(), answer.headers()["content-length"]]).toEqual([200, String(large)]);
  await page.goto(`${product.url}/files`);
  await page.locator("[data-row]", { hasText: "Sent by mail" }).waitFor();
});

test("in Sent its link is taken back, and brought back", async () => {
  await page.goto(`${product.url}/mail/sent`);
  await page.getByText("Model of the roof").first().click();
  await page.getByText("“Model of the roof.zip” is open to whoever has its link until").waitFor();
  expect(await look("sent")).toEqual([]);
  const recipients = page.getByRole("list", { name: "Who has a link to “Model of the roof.zip”" });
  await recipients.getByText(`${ben.address} · 1 download`).waitFor();
  const opens = async (at: string, isOpen: boolean) => {
    await outside.goto(at);
    if (isOpen) await outside.getByRole("link", { name: "Download" }).waitFor();
    else await outside.getByRole("heading", { name: "This link does not exist, or is not open any more." }).waitFor();
  };
  await page.getByRole("button", { name: `Take back the link of ${ben.address}` }).click();
  await recipients.getByText(`${ben.address} · taken back`).waitFor();
  await opens(bensAddress, false);
  await opens(address, true);
  await page.getByRole("button", { name: "Undo" }).click();
  await recipients.getByText(`${ben.address} · 1 download`).waitFor();
  await page.getByRole("button", { name: "Take back the link to “Model of the roof.zip”" }).click();
  await page.getByText("The link to “Model of the roof.zip” opens nothing any more").waitFor();
  for (const at of [bensAddress, address]) await opens(at, false);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByText("“Model of the roof.zip” is open to whoever has its link until").waitFor();
  for (const at of [bensAddress, address]) await opens(at, true);
});

test("files of Files are linked to when they are too large to attach, or when one wants it so", async () => {
  await write("Again");
  await page.getByRole("button", { name: "Attach from Files" }).click();
  const dialog = page.getByRole("dialog", { name: "Attach from Files" });
  await dialog.getByText("Sent by mail").click();
  await dialog.getByText("Model of the roof.zip").click();
  await dialog.getByText("This is more than a message can carry. It can be sent as links.").waitFor();
  expect(await look("picker")).toEqual([]);
  await dialog.getByRole("button", { name: "Send as a link" }).click();
  await text().getByRole("link", { name: "Model of the roof.zip" }).waitFor();
});

test("where links need a code, it is asked for before one is sent", async () => {
  const admin = await openAs(product, product.admin);
  await admin.goto(`${product.url}/admin/domains`);
  await admin.getByText("town.example").first().click();
  await admin.getByRole("switch", { name: "Links need a code" }).click();
  await admin.getByRole("switch", { name: "Links need a code", checked: true }).waitFor();
  await admin.context().close();
  await write("With a code");
  await page.locator('input[type="file"]:not([accept])').first().setInputFiles(model);
  await page.getByRole("button", { name: "Send as a link" }).click();
  const form = page.getByRole("dialog", { name: "Link to “Model of the roof.zip”" });
  await form.getByLabel("Code", { exact: true }).fill("Dachstuhl 7");
  await form.getByRole("button", { name: "Make link" }).click();
  await text().getByRole("link", { name: "Model of the roof.zip" }).waitFor();
  expect(page.faults).toEqual([]);
});
