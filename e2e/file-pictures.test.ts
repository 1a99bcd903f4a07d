// @module-tag long
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
const shots = path.join(import.meta.dirname, "shots");
const fixture = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../fixtures/files", name));
const looks: Look[] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
].flatMap((size) => [
  { size, scheme: "light" as const },
  { size, scheme: "dark" as const },
]);

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  page = await openAs(product, await product.account("maren"));
  await page.goto(`${product.url}/files`);
  await page.getByText("Nothing is here yet.").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (name: string) => page.locator("[data-row]", { hasText: name });
const signOf = (name: string) => row(name).getByRole("button", { name: `Select ${name}` });
const put = async (files: { name: string; mimeType: string; buffer: Buffer }[]) => {
  await page.locator('input[type="file"]').first().setInputFiles(files);
  await page.getByRole("status").getByText("uploads done").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Close the uploads" }).click();
};

test("pictures, films and PDF are seen in the list in the place of their sign, all else keeps it", async () => {
  const photo = fixture("chart.bmp");
  await put([
    { name: "Dach.bmp", mimeType: "image/bmp", buffer: photo },
    { name: "Broken.bmp", mimeType: "image/bmp", buffer: Buffer.from("BM, and nothing of a picture") },
    { name: "Film.mp4", mimeType: "video/mp4", buffer: fixture("film.mp4") },
    { name: "Talk.pdf", mimeType: "application/pdf", buffer: fixture("talk.pdf") },
    { name: "Letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Maren") },
  ]);
  const before = await signOf("Letter.txt").boundingBox();
  for (const name of ["Dach.bmp", "Film.mp4", "Talk.pdf"]) {
    const img = signOf(name).locator("img");
    await img.waitFor({ timeout: 30_000 });
    await expect.poll(() => img.getAttribute("src")).toMatch(/^blob:/);
    expect(await img.boundingBox()).toMatchObject({ width: 32, height: 32 });
    // A picture stands where the sign of another stands.
    expect((await signOf(name).boundingBox())?.width).toBe(before?.width);
  }
  expect(await signOf("Letter.txt").boundingBox()).toEqual(before);
  await signOf("Broken.bmp").locator("svg").waitFor();
  expect(await signOf("Broken.bmp").locator("img").count()).toBe(0);
  expect(await lookAt(page, looks, path.join(shots, "file-pictures"))).toEqual([]);
}, 90_000);

test("of many only those are asked for that are looked at", async () => {
  const photo = fixture("chart.bmp");
  await page.keyboard.press("Shift+N");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Viele");
  await page.keyboard.press("Enter");
  await row("Viele").dblclick();
  await page.getByRole("heading", { name: "Viele" }).waitFor();
  const names = Array.from({ length: 150 }, (_, at) => `${String(at).padStart(3, "0")}.bmp`);
  await put(names.map((name) => ({ name, mimeType: "image/bmp", buffer: photo })));
  const asked = new Set<string>();
  page.on("request", (request) => {
    const id = /\/files\/([\w-]+)\/preview/.exec(request.url())?.[1];
    if (id !== undefined) asked.add(id);
  });
  await page.reload();
  await signOf("005.bmp").locator("img").waitFor({ timeout: 30_000 });
  await page.waitForTimeout(500);
  expect(asked.size).toBeLessThan(30);
  asked.clear();
  // From the top to the end: nothing of what flies past.
  await page.keyboard.press("End");
  await signOf("149.bmp").locator("img").waitFor({ timeout: 30_000 });
  await page.waitForTimeout(500);
  expect(asked.size).toBeLessThan(30);
  expect(page.faults).toEqual([]);
}, 120_000);
