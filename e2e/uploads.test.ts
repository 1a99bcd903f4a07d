// @module-tag long
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
let other: Opened;
let stranger: Opened;
const shots = path.join(import.meta.dirname, "shots");
const film = { name: "Film of the roof.bin", mimeType: "application/octet-stream", buffer: randomBytes(1_000_000) };

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const [ann, ben] = [await product.account("ann"), await product.account("ben")];
  [page, other, stranger] = [await openAs(product, ann), await openAs(product, ann), await openAs(product, ben)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const line = (on: Opened) => on.getByRole("listitem").filter({ hasText: film.name });
const places = (on: Opened) => on.getByRole("navigation", { name: "Places in Files" });

test("what broke off in one window stands in another, and goes on there with the file", async () => {
  await page.goto(`${product.url}/files/uploads`);
  await page.getByText("Nothing is being uploaded.").waitFor();
  // A program of the same person sends half of a file and goes.
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const spoken = { "tus-resumable": "1.0.0", "x-carbyne": "1" };
  const begun = await page.request.post(`${product.url}/file-uploads`, {
    headers: {
      ...spoken,
      "upload-length": String(film.buffer.length),
      "upload-metadata": `filename ${base64(film.name)},whentaken ${base64("refuse")}`,
    },
  });
  const address = new URL(begun.headers()["location"] ?? "", product.url).href;
  const sent = await page.request.patch(address, {
    headers: { ...spoken, "content-type": "application/offset+octet-stream", "upload-offset": "0" },
    data: film.buffer.subarray(0, 500_000),
  });
  expect(sent.status()).toBe(204);
  await page.reload();
  await line(page).getByText("500 kB of 1 MB").waitFor();
  // After a while without a byte it has broken off.
  await other.clock.install({ time: Date.now() + 600_000 });
  await other.goto(`${product.url}/files`);
  await places(other).getByRole("link", { name: "Uploads" }).click();
  await line(other).getByText("Broken off at 500 kB of 1 MB").waitFor();
  await other.screenshot({ path: path.join(shots, "uploads-1440-light.png") });
  await other.getByLabel(`The file “${film.name}” to go on with`).setInputFiles([film]);
  await line(other).getByText("Open in “Home”").waitFor();
  await line(page).getByText("Open in “Home”").waitFor();
  expect(await askAxe(page)).toEqual([]);
});

test("it leads to the file, and nobody else sees any of it", async () => {
  await stranger.goto(`${product.url}/files/uploads`);
  await stranger.getByText("Nothing is being uploaded.").waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await line(page).waitFor();
  await page.screenshot({ path: path.join(shots, "uploads-390-dark.png") });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await line(page).getByRole("link", { name: "Open in “Home”" }).click();
  await page.waitForURL(/\/files\?open=/);
  expect([page.faults, other.faults, stranger.faults]).toEqual([[], [], []]);
});
