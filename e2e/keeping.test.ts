// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
const eva = "eva@town.example";
const shots = path.join(import.meta.dirname, "shots");
const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const looks = [
  { size: desk, scheme: "light" },
  { size: desk, scheme: "dark" },
  { size: phone, scheme: "dark" },
  { size: phone, scheme: "light" },
] as const;
const look = (name: string) => lookAt(page, looks, path.join(shots, `keeping-${name}`));

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  await product.account("eva");
  page = await openAs(product, product.admin);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const json = async (...args: string[]): Promise<unknown> => JSON.parse(await product.carbyne([...args, "--json"]));
const drawer = () => page.getByRole("dialog");
async function openKeeping(address: string): Promise<void> {
  await page.goto(`${product.url}/admin/accounts`);
  await page.getByText(address).first().click();
  await drawer().getByRole("tab", { name: "Keeping" }).click();
}
async function choose(label: string, option: string): Promise<void> {
  await drawer().getByLabel(label).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("an account is held with a reason, let go, and held again by an undo", async () => {
  await openKeeping(eva);
  await drawer().getByRole("button", { name: "Hold this account" }).click();
  await drawer().getByText("Say why the account is held.").waitFor();
  expect(await look("empty")).toEqual([]);
  await drawer().getByLabel("Reason").fill("Case 12, Lindenau against the town");
  await page.keyboard.press("Enter");
  await drawer().getByText("Held since").waitFor();
  await drawer().getByText("While the account is held everything is kept.").waitFor();
  expect(await json("hold", "list")).toMatchObject([{ address: eva, reason: "Case 12, Lindenau against the town" }]);
  expect(await look("held")).toEqual([]);
  await drawer().getByRole("button", { name: "End the hold" }).click();
  await drawer().getByRole("button", { name: "Hold this account" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await drawer().getByText("Case 12, Lindenau against the town").waitFor();
  expect(await json("hold", "list")).toMatchObject([{ address: eva }]);
  await drawer().getByRole("button", { name: "End the hold" }).click();
  await drawer().getByText("What is deleted for good goes at once.").waitFor();
});

test("retention is said for an account and for a domain, and goes back to what is inherited", async () => {
  const key = "retention.deletedDays";
  const held = async () => ((await json("policy", "show", eva)) as { key: string }[]).find((one) => one.key === key);
  await choose("Keep what is deleted for good", "365 days");
  await drawer().getByText("is kept for 365 days").waitFor();
  expect(await held()).toEqual({ key, value: 365, from: "account" });
  await choose("Keep what is deleted for good", "As inherited");
  await drawer().getByText("What is deleted for good goes at once.").waitFor();
  await page.goto(`${product.url}/admin/domains`);
  await page.getByText("town.example").first().click();
  await choose("Keep what is deleted for good", "30 days");
  await expect.poll(held, { timeout: 20_000, interval: 500 }).toEqual({ key, value: 30, from: "domain" });
  // What was chosen from has the focus again.
  await page.evaluate(`document.activeElement.scrollIntoView({ block: "center" })`);
  expect(await look("domain")).toEqual([]);
});

test("who is held does not let themselves go", async () => {
  await product.carbyne(["hold", "place", product.admin.address, "--reason", "Case 13"]);
  await openKeeping(product.admin.address);
  await drawer().getByText("Case 13").waitFor();
  await drawer().getByText("Another administrator can.").waitFor();
  expect(await drawer().getByRole("button", { name: "End the hold" }).count()).toBe(0);
  expect(await look("own")).toEqual([]);
});

test("on a phone the tab that is chosen can be read, also where its words are long", async () => {
  await page.goto(`${product.url}/settings/language`);
  await page.getByRole("combobox", { name: "Language", exact: true }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await page.locator("html[lang=de]").waitFor();
  await page.setViewportSize(phone);
  await page.goto(`${product.url}/admin/accounts`);
  await page.getByText(eva).first().click();
  const tab = drawer().getByRole("tab", { name: "Aufbewahrung" });
  await tab.focus();
  await tab.press("Enter");
  await drawer().getByRole("button", { name: "Löschungen sperren" }).waitFor();
  // The drawer may still be on its way.
  const end = async () => {
    const box = await tab.boundingBox();
    return box && box.x + box.width;
  };
  await expect.poll(end).toBeLessThanOrEqual(phone.width);
  expect(await lookAt(page, looks.slice(2).toReversed(), path.join(shots, "keeping-german"))).toEqual([]);
});
