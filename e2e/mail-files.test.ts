// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let maren: { address: string; password: string };
let page: Opened;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  maren = await product.account("maren");
  const lines = [
    "From: Ana Ortega <ana@lindenau.example>",
    "Subject: Opening hours",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "",
    "See the lists.",
    ...["hours.txt", "prices.txt"].flatMap((name) => [
      "--b",
      "Content-Type: text/plain",
      `Content-Disposition: attachment; filename="${name}"`,
      "",
      `What is in ${name}`,
    ]),
    "--b--",
    "",
  ];
  const letter = { from: "ana@lindenau.example", to: [maren.address], raw: lines.join("\r\n") };
  await sendMail({ port: product.ports.SMTP, ...letter });
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

test("what came with a message is saved to Files, one or all, and shown there", async () => {
  await page.getByText("Opening hours").first().click();
  await page.getByText("hours.txt").first().hover();
  await page.getByRole("button", { name: "Save hours.txt to Files" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save here" }).click();
  await page.getByText("“hours.txt” saved to “Home”.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Save all to Files" }).click();
  await page.getByRole("dialog").getByText("Save 2 files to").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Save here" }).click();
  await page.getByText("2 files saved to “Home”.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Show" }).last().click();
  await page.locator("[data-row]", { hasText: "prices.txt" }).waitFor();
  const names = await page.locator("[data-row] a").allTextContents();
  expect(names).toEqual(["hours (2).txt", "hours.txt", "prices.txt"]);
});

test("files are attached from Files, found by name or by going through folders, and are in the sent message", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Opening hours").first().waitFor();
  await page.keyboard.press("c");
  await page.getByRole("combobox", { name: "To" }).fill(maren.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Both lists");
  await page.getByRole("button", { name: "Attach from Files" }).click();
  const dialog = page.getByRole("dialog", { name: "Attach from Files" });
  await dialog.getByText("prices.txt").click();
  await dialog.getByRole("searchbox", { name: "Search by name" }).fill("hours (2");
  await dialog.getByText("hours (2).txt").click();
  await dialog.getByRole("button", { name: "Attach 2 files" }).waitFor();
  await page.screenshot({ path: path.join(shots, "attach-from-files-1440-light.png") });
  expect(await askAxe(page, { within: "[role=dialog]" })).toEqual([]);
  await dialog.getByRole("button", { name: "Attach 2 files" }).click();
  await page.getByRole("list", { name: "Attachments" }).getByText("hours (2).txt").waitFor();
  await page.getByRole("textbox", { name: "Message text" }).click();
  await page.keyboard.type("Here they are.");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-row]", { hasText: "Both lists" }).first().waitFor({ timeout: 30_000 });
  await page.locator("[data-row]", { hasText: "Both lists" }).first().click();
  const link = page.getByRole("link", { name: "Download hours (2).txt" });
  const answer = await page.request.get(product.url + ((await link.getAttribute("href")) ?? ""));
  expect((await answer.text()).trim()).toBe("What is in hours.txt");
  expect(page.faults).toEqual([]);
});
