import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;

const file = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../fixtures/files", name));
const files = [
  [
    "Letter of the town.docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    file("letter.docx"),
  ],
  ["Offers.xlsx", "application/octet-stream", file("offers.xlsx")],
  ["Talk.pdf", "application/pdf", file("talk.pdf")],
  ["Photo.heic", "image/heic", file("chart.heic")],
  ["Walk.mp4", "video/mp4", file("film.mp4")],
  ["Broken.pdf", "application/pdf", Buffer.from("%PDF-1.7 and nothing more")],
] as const;

const part = ([name, type, content]: (typeof files)[number]) =>
  [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    "Content-Transfer-Encoding: base64",
    "",
    content.toString("base64").replaceAll(/.{76}/g, "$&\r\n"),
    "",
  ].join("\r\n");

beforeAll(async () => {
  product = await startProduct();
  const maren = await product.account("maren");
  const raw = [
    "From: Jonas Brandt <jonas@brandt.example>",
    "Subject: Papers for Thursday",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "All of it is attached.",
    ...files.map((one) => `--b\r\n${part(one)}`),
    "--b--",
    "",
  ].join("\r\n");
  await sendMail({ port: product.ports.SMTP, from: "jonas@brandt.example", to: [maren.address], raw });
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const widthOf = (picture: Locator) => picture.evaluate((node) => Number(Reflect.get(node, "naturalWidth")));
const tile = (name: string) => page.getByRole("listitem").filter({ hasText: name });

test("attachments show what they look like, and what cannot be shown its kind", async () => {
  await page.getByRole("main").getByText("Papers for Thursday").first().click();
  for (const [name] of files.slice(0, 5)) {
    await tile(name).scrollIntoViewIfNeeded();
    const picture = tile(name).locator("img");
    await picture.waitFor({ timeout: 30_000 });
    await expect.poll(() => widthOf(picture)).toBeGreaterThan(60);
  }
  await tile("Photo.heic").getByRole("button").first().click();
  const large = page.getByRole("dialog").locator("img");
  await expect.poll(() => widthOf(large), { timeout: 20_000 }).toBeGreaterThan(60);
  await page.keyboard.press("Escape");
  expect(await tile("Broken.pdf").locator("svg").count()).toBeGreaterThan(0);
  // A browser says of itself that there is no picture of the broken one.
  expect(page.faults.splice(0).filter((fault) => !fault.includes("404"))).toEqual([]);
});
