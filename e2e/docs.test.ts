import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

type Person = { address: string; password: string };
let product: Product;
let ann: Person;
let ben: Person;
let annPage: Opened;
let benPage: Opened;
let address: string;
const shots = path.join(import.meta.dirname, "shots");
const looks = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 1440, height: 900 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "light" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
] as const;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  [ann, ben] = [await product.account("ann"), await product.account("ben")];
  [annPage, benPage] = [await openAs(product, ann), await openAs(product, ben)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const text = (on: Opened) => on.locator(".doc-text");
const chosen = (on: Opened) => on.evaluate("String(getSelection())");
const saved = (on: Opened) =>
  on
    .getByRole("status")
    .filter({ hasText: /^Saved/ })
    .first()
    .waitFor();

test("a document is made, written, and is there again after a reload", async () => {
  await annPage.goto(`${product.url}/docs`);
  await annPage.getByText("No documents yet").waitFor();
  await annPage.getByRole("button", { name: "New document" }).first().click();
  await text(annPage).click();
  await annPage.keyboard.type(
    "# A new roof for the school\nThe roof of the north wing is from 1974.\n- Compare the offers\nWalk the roof",
  );
  await annPage.getByRole("textbox", { name: "Name of the document" }).first().fill("School roof: decision paper");
  await annPage.keyboard.press("Enter");
  await saved(annPage);
  address = annPage.url();
  await annPage.reload();
  await annPage.getByRole("heading", { name: "A new roof for the school" }).waitFor();
  expect(await text(annPage).locator("li").allTextContents()).toEqual(["Compare the offers", "Walk the roof"]);
  expect(await annPage.getByRole("navigation", { name: "Outline" }).getByRole("button").allTextContents()).toEqual([
    "A new roof for the school",
  ]);
});

test("two people write it at once, and see each other", async () => {
  await annPage.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(ben.address);
  await dialog.getByRole("combobox", { name: "They may" }).first().click();
  await annPage.getByRole("option", { name: "Edit", exact: true }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("ben", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await benPage.goto(`${product.url}/docs`);
  await benPage.getByRole("link", { name: /School roof/ }).click();
  await benPage.getByRole("heading", { name: "A new roof for the school" }).waitFor();
  await annPage.getByRole("group", { name: /Here now: ben/ }).waitFor();
  await text(benPage).getByText("from 1974.").click();
  await benPage.keyboard.press("End");
  await benPage.keyboard.type(" Repairs have cost much.");
  await text(annPage).getByText("Repairs have cost much.").waitFor();
  await annPage.locator(".doc-caret-name", { hasText: "ben" }).waitFor();
  expect(await lookAt(annPage, looks, path.join(shots, "docs-two"))).toEqual([]);
});

test("what is written without a network is kept, said, and merged on return", async () => {
  await benPage.evaluate("navigator.serviceWorker.ready.then(() => null)");
  await benPage.context().setOffline(true);
  await benPage.getByRole("status").filter({ hasText: "Offline, kept in this browser" }).first().waitFor();
  await benPage.keyboard.type(" And more.");
  // The page itself is there without a network too, with what was written.
  await expect.poll(() => text(benPage).getByText("Repairs have cost much. And more.").count()).toBe(1);
  await benPage.waitForTimeout(500);
  await benPage.reload();
  await text(benPage).getByText("Repairs have cost much. And more.").waitFor();
  await benPage.getByRole("status").filter({ hasText: "Offline, kept in this browser" }).first().waitFor();
  await text(annPage).getByText("Compare the offers").click();
  await annPage.keyboard.press("End");
  await annPage.keyboard.type(" in one sheet");
  await saved(annPage);
  await benPage.context().setOffline(false);
  await text(annPage).getByText("Repairs have cost much. And more.").waitFor();
  await text(benPage).getByText("Compare the offers in one sheet").waitFor();
  await saved(benPage);
});

test("what is done while one suggests is proposed, and accepted or rejected from the margin", async () => {
  await benPage.getByRole("button", { name: "Suggest", exact: true }).click();
  await text(benPage).getByText("Walk the roof").click();
  await benPage.keyboard.press("End");
  await benPage.keyboard.type(" with Holm & Sons");
  await text(benPage).getByText("from 1974").click();
  await benPage.keyboard.press("Home");
  await benPage.keyboard.press("Shift+End");
  await expect.poll(() => chosen(benPage)).toContain("And more.");
  // The editor hears of a selection a moment later.
  await benPage.waitForTimeout(100);
  await benPage.keyboard.press("Delete");
  const cards = annPage.getByRole("article", { name: "Proposal by ben" });
  await expect.poll(() => cards.count()).toBe(2);
  expect(await lookAt(annPage, looks, path.join(shots, "docs-suggested"))).toEqual([]);
  await cards.filter({ hasText: "Holm" }).getByRole("button", { name: "Accept" }).click();
  await expect.poll(() => text(benPage).locator("ins").count()).toBe(0);
  await text(benPage).getByText("Walk the roof with Holm & Sons").waitFor();
  await cards.filter({ hasText: "north wing" }).getByRole("button", { name: "Reject" }).click();
  await expect.poll(() => text(benPage).locator("del").count()).toBe(0);
  await text(benPage)
    .getByText(/^The roof of the north wing is from 1974/)
    .waitFor();
  // A list cannot be told as a proposal: it is said, and nothing is done.
  await text(benPage).getByText("Repairs have cost").click();
  await benPage.getByRole("button", { name: "Bullet list" }).click();
  await benPage.getByText("This cannot be suggested. Switch to Edit to do it.").first().waitFor();
  expect(await text(annPage).locator("li").count()).toBe(2);
  await benPage.getByRole("button", { name: "Edit", exact: true }).click();
});

test("a place in the text is commented on, answered beside it and resolved", async () => {
  await text(annPage).getByText("Compare the offers").click();
  await annPage.keyboard.press("Home");
  await annPage.keyboard.press("Shift+End");
  await expect.poll(() => chosen(annPage)).toBe("Compare the offers in one sheet");
  await annPage.waitForTimeout(100);
  await annPage.keyboard.press("Control+Alt+M");
  await annPage.getByRole("textbox", { name: /^Comment, @/ }).fill("Do we have this in writing?");
  await annPage.keyboard.press("Control+Enter");
  await text(benPage).locator("[data-comment]", { hasText: "Compare the offers in one sheet" }).waitFor();
  const margin = benPage.getByRole("complementary", { name: "Comments" });
  await margin.getByText("Do we have this in writing?").waitFor();
  await margin.getByRole("button", { name: "Answer" }).click();
  await margin.getByRole("textbox").fill("Yes, since Monday.");
  await benPage.keyboard.press("Control+Enter");
  const annMargin = annPage.getByRole("complementary", { name: "Comments" });
  await annMargin.getByText("Yes, since Monday.").waitFor();
  expect(await lookAt(annPage, looks, path.join(shots, "docs-commented"))).toEqual([]);
  await annMargin.getByRole("button", { name: "Resolve" }).click();
  await expect.poll(() => margin.getByText("Do we have this in writing?").count()).toBe(0);
  await benPage.getByText("0 open · 1 resolved").waitFor();
});

test("a version is named, compared with what is there now, and comes back as an edit that both see", async () => {
  await annPage.getByRole("button", { name: "Versions" }).first().click();
  await annPage.getByRole("button", { name: "Name the present version" }).click();
  await annPage.getByRole("dialog").last().getByLabel("Name").fill("For the council");
  await annPage.keyboard.press("Enter");
  const versions = annPage.getByRole("complementary", { name: "Versions" });
  await versions.getByText("For the council").waitFor();
  await annPage
    .getByRole("document", { name: "The document as it was" })
    .getByText("Walk the roof with Holm & Sons")
    .waitFor();
  await annPage.getByRole("dialog", { name: "School roof" }).getByRole("button", { name: "Close" }).click();
  await text(annPage).getByText("Walk the roof with Holm & Sons").click();
  await annPage.keyboard.press("End");
  await annPage.keyboard.type(", on Thursday");
  await text(benPage).getByText("Walk the roof with Holm & Sons, on Thursday").waitFor();
  await saved(annPage);
  await annPage.getByRole("button", { name: "Versions" }).first().click();
  await versions
    .getByRole("button", { name: /For the council/ })
    .first()
    .click();
  await annPage.getByRole("combobox", { name: "What is shown" }).click();
  await annPage.getByRole("option", { name: "What changed since" }).click();
  await annPage.getByRole("document", { name: "What changed" }).locator("ins", { hasText: "on Thursday" }).waitFor();
  expect(await lookAt(annPage, looks, path.join(shots, "docs-history"))).toEqual([]);
  await annPage.getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => text(benPage).getByText("on Thursday").count()).toBe(0);
  // What was looked at has gone.
  await expect.poll(() => text(annPage).count()).toBe(1);
  await text(annPage).getByText("Walk the roof with Holm & Sons").waitFor();
});

test("who may only comment says something about a place, and writes nothing", async () => {
  await annPage.goto(address);
  await may("View and comment");
  await benPage.getByRole("status").filter({ hasText: "Read only" }).first().waitFor();
  expect(await text(benPage).getAttribute("contenteditable")).toBe("false");
  await text(benPage).getByText("Compare the offers in one sheet").click({ clickCount: 3 });
  await benPage.getByRole("button", { name: "Comment", exact: true }).click();
  await benPage.getByRole("textbox", { name: /^Comment, @/ }).fill("All three of them?");
  await benPage.keyboard.press("Control+Enter");
  await text(annPage).locator("[data-comment]", { hasText: "Compare the offers in one sheet" }).last().waitFor();
  await annPage.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await annPage.getByRole("complementary", { name: "Comments" }).getByText("All three of them?").waitFor();
});

test("who may only read writes nothing and is told so; taken away it is gone", async () => {
  const dialog = await may("View");
  await benPage.getByRole("status").filter({ hasText: "Read only" }).first().waitFor();
  await expect.poll(() => benPage.getByRole("button", { name: "Comment", exact: true }).count()).toBe(0);
  await dialog.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: /Stop sharing|Remove/ }).click();
  await benPage.getByRole("alert").waitFor();
  expect(annPage.faults).toEqual([]);
});

/** Lets ben do that and no more; the dialog stays. */
async function may(what: string) {
  const dialog = annPage.getByRole("dialog");
  if ((await dialog.count()) === 0) await annPage.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: "Change…" }).click();
  await annPage.getByRole("combobox", { name: "They may" }).last().click();
  await annPage.getByRole("option", { name: what, exact: true }).click();
  await annPage.getByRole("button", { name: "Save" }).click();
  return dialog;
}

test("a document is begun after another one from the list", async () => {
  await annPage.goto(`${product.url}/docs`);
  const more = annPage.getByRole("button", { name: "More about School roof: decision paper" });
  await more.waitFor();
  expect(await lookAt(annPage, looks, path.join(shots, "docs-home"))).toEqual([]);
  await more.click();
  await annPage.getByRole("menuitem", { name: "Use as template" }).click();
  await expect
    .poll(() => annPage.getByRole("textbox", { name: "Name of the document" }).first().inputValue())
    .toBe("School roof: decision paper (2)");
  await text(annPage).getByText("Walk the roof with Holm & Sons").waitFor();
});
