// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { browser, closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;
let guest: Opened;
let cookie: string;
let nodeId: string;
const shots = path.join(import.meta.dirname, "shots");
const looks = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
] as const;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const ann = await product.account("ann");
  cookie = await signIn(product.url, ann);
  page = await openAs(product, ann);
  await page.goto(`${product.url}/docs`);
  await page.getByRole("button", { name: "New document" }).first().click();
  await text(page).click();
  await page.keyboard.type("# Plan of the feast\nBring chairs");
  await page
    .getByRole("status")
    .filter({ hasText: /^Saved/ })
    .first()
    .waitFor();
  nodeId = page.url().split("/").at(-1) ?? "";
  const context = await (await browser()).newContext({
    baseURL: product.url,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  guest = Object.assign(await context.newPage(), { faults: [] });
  guest.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const text = (on: Page) => on.locator(".doc-text");
async function link(terms: object): Promise<{ id: string; address: string }> {
  const answer = await ask(product.url, "links.create", { nodeId, ...terms }, cookie);
  const { result } = (await answer.json()) as { result: { data: { id: string; token: string } } };
  return { id: result.data.id, address: `${product.url}/s/${result.data.token}` };
}

test("by a link to look, somebody without an account reads the document as it is on its page", async () => {
  const { address } = await link({ kind: "view" });
  await guest.goto(address);
  await guest
    .getByRole("button", { name: /Open|Untitled document/ })
    .first()
    .click();
  await text(guest).getByRole("heading", { name: "Plan of the feast" }).waitFor();
  expect(await text(guest).getAttribute("contenteditable")).toBe("false");
  expect(await lookAt(guest, looks, path.join(shots, "docs-visitor-reads"))).toEqual([]);
});

test("by one to work together that is for visitors, they say a name and write with others, until it is taken back", async () => {
  const { id, address } = await link({ kind: "collaborate", role: "write", isForVisitors: true });
  await guest.goto(address);
  await guest.getByRole("button", { name: "Continue without an account" }).click();
  await guest
    .getByRole("button", { name: /Open|Untitled document/ })
    .first()
    .click();
  await guest.getByLabel("Your name").fill("Gus Guest");
  await guest.getByRole("button", { name: "Begin" }).click();
  await guest.getByRole("toolbar", { name: "Formatting" }).waitFor();
  await text(guest).getByText("Bring chairs").click();
  await guest.keyboard.press("End");
  await guest.keyboard.type(" and tables");
  await text(page).getByText("Bring chairs and tables").waitFor();
  await page.getByRole("group", { name: /Here now: Gus Guest/ }).waitFor();
  expect(await lookAt(guest, looks, path.join(shots, "docs-visitor-writes"))).toEqual([]);
  await ask(product.url, "links.revoke", { id }, cookie);
  await guest.getByRole("alert").waitFor();
  expect(page.faults).toEqual([]);
});
