import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let annPage: Opened;
let benPage: Opened;

beforeAll(async () => {
  product = await startProduct();
  const [ann, ben] = [await product.account("ann"), await product.account("ben")];
  [annPage, benPage] = [await openAs(product, ann), await openAs(product, ben)];
  await annPage.goto(`${product.url}/docs`);
  await annPage.getByRole("button", { name: "New document" }).first().click();
  await text(annPage).click();
  await annPage.keyboard.type("Slates are dear. \nTiles are not.");
  await annPage.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(ben.address);
  await dialog.getByRole("combobox", { name: "They may" }).first().click();
  await annPage.getByRole("option", { name: "Edit", exact: true }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("ben", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await benPage.goto(annPage.url());
  await text(benPage).getByText("Tiles are not.").click();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const text = (on: Opened) => on.locator(".doc-text");
/** Without the names at the carets of others. */
const paragraphs = async (on: Opened) =>
  (await text(on).locator("p").allTextContents()).map((line) => line.replaceAll(/\u2060(?:\w+\u2060)?/g, ""));
const card = (on: Opened) =>
  on.getByRole("article", { name: "Proposal by ben" }).filter({ hasText: "Join with the paragraph before" });
const acceptIn = (on: Opened) => card(on).getByRole("button", { name: "Accept" });
const accept = (on: Opened) => acceptIn(on).click();
const says = async (lines: readonly string[]) => {
  for (const page of [annPage, benPage]) await expect.poll(() => paragraphs(page), { timeout: 10_000 }).toEqual(lines);
};
const [apart, joined] = [["Slates are dear. ", "Tiles are not."], ["Slates are dear. Tiles are not."]];

test("a break that is proposed to be left out is accepted in one page, and the other has one paragraph with its words once", async () => {
  await benPage.getByRole("button", { name: "Suggest", exact: true }).click();
  await text(benPage).getByText("Tiles are not.").click();
  await benPage.keyboard.press("Home");
  await benPage.keyboard.press("Backspace");
  await card(annPage).waitFor();
  await says(apart);
  await accept(annPage);
  await says(joined);
});

test("whoever accepted it undoes it as what was done here", async () => {
  await text(annPage).click();
  await annPage.keyboard.press("Control+z");
  await says(apart);
  await card(benPage).waitFor();
});

test("without a connection it is said that it takes one, and nothing is done", async () => {
  await benPage.evaluate("navigator.serviceWorker.ready.then(() => null)");
  await benPage.context().setOffline(true);
  await benPage.getByRole("status").filter({ hasText: "Offline, kept in this browser" }).first().waitFor();
  await accept(benPage);
  await benPage.getByText("This moves words, which takes a connection to the server.").first().waitFor();
  expect(await paragraphs(benPage)).toEqual(apart);
  await benPage.context().setOffline(false);
  await benPage
    .getByRole("status")
    .filter({ hasText: /^Saved/ })
    .first()
    .waitFor();
});

test("two who accept it at once have its words once", async () => {
  await card(benPage).waitFor();
  // Pressed at once: a click waits until its button stands still, and what the first one did would take the second one's away.
  const buttons = await Promise.all([annPage, benPage].map((page) => acceptIn(page).elementHandle()));
  await Promise.all(buttons.map((button) => button?.dispatchEvent("click")));
  await says(joined);
  await expect.poll(() => card(annPage).count()).toBe(0);
  // What the second one asked for has been answered by now.
  await annPage.waitForTimeout(1000);
  await says(joined);
});
