import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

type Person = { address: string; password: string };
let product: Product;
let ann: Person;
let ben: Person;
let annPage: Opened;
let benPage: Opened;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  [ann, ben] = [await product.account("ann"), await product.account("ben")];
  [annPage, benPage] = [await openAs(product, ann), await openAs(product, ben)];
  await annPage.goto(`${product.url}/files`);
  await annPage.getByText("Nothing is here yet.").waitFor();
  await annPage.keyboard.press("Shift+N");
  await annPage.getByRole("dialog").getByLabel("Name").fill("Roof of the school");
  await annPage.keyboard.press("Enter");
  await row("Roof of the school", annPage).dblclick();
  await annPage.getByRole("heading", { name: "Roof of the school" }).waitFor();
  const offer = { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Slates and battens") };
  await annPage.locator('input[type="file"]').first().setInputFiles([offer]);
  await row("Offer.txt", annPage).waitFor();
  await annPage.goto(`${product.url}/files`);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);
const row = (name: string, on: Opened) => on.locator("[data-row]", { hasText: name });
const menuOf = async (name: string, on: Opened) => {
  await row(name, on).click({ button: "right" });
  return on.getByRole("menu");
};

test("a folder is shared from its menu and stands with the other at once, in a page that is open", async () => {
  await benPage.goto(`${product.url}/files/shared`);
  await benPage.getByText("Nobody shares files with you yet.").waitFor();
  await (await menuOf("Roof of the school", annPage)).getByRole("menuitem", { name: "Share…" }).click();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(ben.address);
  await dialog.getByLabel("A word with it").fill("For Monday");
  await annPage.screenshot({ path: path.join(shots, "file-share-1440-light.png") });
  expect(await askAxe(annPage, { within: "[role=dialog]" })).toEqual([]);
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("ben", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await row("Roof of the school", benPage).waitFor();
  await until(() => row("Roof of the school", benPage).textContent(), expect.stringContaining("ann"));
});

test("who it is shared with is told under the bell", async () => {
  await benPage.getByRole("button", { name: "1 new notice" }).click();
  const line = benPage.getByRole("link", { name: "ann shared “Roof of the school” with you." });
  await line.waitFor();
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
  expect(await lookAt(benPage, looks, path.join(shots, "file-share-notice"))).toEqual([]);
  await line.click();
  await row("Roof of the school", benPage).waitFor();
});

test("who may look reads and downloads, and is offered nothing else", async () => {
  await row("Roof of the school", benPage).dblclick();
  await row("Offer.txt", benPage).waitFor();
  await benPage.getByRole("link", { name: "Shared with me" }).first().waitFor();
  const menu = await menuOf("Offer.txt", benPage);
  const entries = await menu.getByRole("menuitem").allTextContents();
  expect(entries.join()).toMatch(/Open.*Download.*Copy.*Star/);
  expect(entries.join()).not.toMatch(/Rename|Move|Share/);
  await benPage.keyboard.press("Escape");
  expect(await benPage.getByRole("button", { name: "New", exact: true }).count()).toBe(0);
  await row("Offer.txt", benPage).click();
  await benPage.keyboard.press("i");
  await benPage.getByRole("button", { name: "More for version 1" }).waitFor();
  for (const name of ["Upload a new version", "Save"])
    expect(await benPage.getByRole("button", { name }).count()).toBe(0);
  expect(await benPage.getByRole("textbox", { name: "Description" }).count()).toBe(0);
  await benPage.keyboard.press("i");
  const id = await row("Offer.txt", benPage).getAttribute("data-row");
  const answer = await benPage.request.get(`${product.url}/files/${id}/content`);
  expect((await answer.text()).slice(0, 100)).toBe("Slates and battens");
});

test("with the right to change, both see what the other does at once", async () => {
  await annPage.keyboard.press("Escape");
  await (await menuOf("Roof of the school", annPage)).getByRole("menuitem", { name: "Share…" }).click();
  await annPage.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: "Change…" }).click();
  await annPage.getByRole("combobox", { name: "They may" }).last().click();
  await annPage.getByRole("option", { name: "Edit", exact: true }).click();
  await annPage.getByRole("button", { name: "Save" }).click();
  await annPage.getByText("Changed for ben", { exact: true }).waitFor();
  await annPage.keyboard.press("Escape");
  await annPage.goto(`${product.url}/files`);
  await row("Roof of the school", annPage).dblclick();
  await row("Offer.txt", annPage).waitFor();
  await benPage.getByRole("button", { name: "New", exact: true }).waitFor();
  await (await menuOf("Offer.txt", benPage)).getByRole("menuitem", { name: "Rename" }).click();
  await benPage.getByRole("dialog").getByLabel("Name").fill("Better offer.txt");
  await benPage.keyboard.press("Enter");
  await row("Better offer.txt", annPage).waitFor();
  await (await menuOf("Better offer.txt", annPage)).getByRole("menuitem", { name: "Details" }).click();
  const details = annPage.getByRole("complementary", { name: "Details" });
  await details.getByText("through “Roof of the school”").waitFor();
  await annPage.screenshot({ path: path.join(shots, "file-share-details-1440-light.png") });
});

test("the other gives it back and takes it again; taken away it is gone at once", async () => {
  await benPage.goto(`${product.url}/files/shared`);
  await (await menuOf("Roof of the school", benPage)).getByRole("menuitem", { name: "Give back" }).click();
  await until(() => row("Roof of the school", benPage).count(), 0);
  await benPage.keyboard.press("z");
  await row("Roof of the school", benPage).waitFor();
  await annPage.goto(`${product.url}/files/given`);
  await (await menuOf("Roof of the school", annPage)).getByRole("menuitem", { name: "Share…" }).click();
  await annPage.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: "Stop sharing" }).click();
  await benPage.getByText("Nobody shares files with you yet.").waitFor();
});

test("what is shared with a list stands with whoever is in it, until they are not any more", async () => {
  await product.carbyne(["list", "create", "council@town.example", "--name", "Council"]);
  await product.carbyne(["list", "add", "council@town.example", ben.address]);
  await annPage.goto(`${product.url}/files`);
  await (await menuOf("Roof of the school", annPage)).getByRole("menuitem", { name: "Share…" }).click();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person or list" }).pressSequentially("counc");
  await dialog.getByRole("option", { name: "Council" }).waitFor();
  await annPage.screenshot({ path: path.join(shots, "file-share-list-1440-light.png") });
  await dialog.getByRole("option", { name: "Council" }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("list, 1 person").waitFor();
  await row("Roof of the school", benPage).waitFor();
  await annPage.setViewportSize({ width: 390, height: 844 });
  await annPage.emulateMedia({ colorScheme: "dark" });
  await annPage.screenshot({ path: path.join(shots, "file-share-list-390-dark.png") });
  await product.carbyne(["list", "remove", "council@town.example", ben.address]);
  await benPage.getByText("Nobody shares files with you yet.").waitFor();
  expect([annPage.faults, benPage.faults]).toEqual([[], []]);
});
