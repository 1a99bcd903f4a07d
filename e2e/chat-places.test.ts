// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
const shots = path.join(import.meta.dirname, "shots");

const rooms = (on: Opened) => on.getByRole("navigation", { name: "Rooms" });
const log = (on: Opened) => on.getByRole("log").first();
const write = async (on: Opened, text: string) => {
  await on.getByRole("textbox", { name: /Write to/ }).fill(text);
  await on.keyboard.press("Enter");
};
const message = (on: Opened, text: string) => log(on).getByRole("article").filter({ hasText: text }).first();
const choose = async (on: Opened, text: string, ...verbs: string[]) => {
  await message(on, text).click({ button: "right" });
  for (const name of verbs) await on.getByRole("menuitem", { name, exact: true }).click();
};
const list = (name: string, on: Opened) => on.getByRole("list", { name }).getByRole("listitem");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const [one, other] = [await product.account("ann"), await product.account("ben")];
  [ann, ben] = [await openAs(product, one), await openAs(product, other)];
  await ann.goto(`${product.url}/chat`);
  for (const name of ["School roof", "Summer fair"]) {
    await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
    const dialog = ann.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("textbox", { name: "Name or address" }).fill("ben");
    await dialog.getByRole("button", { name: /ben@/ }).click();
    await dialog.getByRole("button", { name: "Create" }).click();
    await ann.getByRole("heading", { name, level: 1 }).waitFor();
    await write(ann, `The ladder is in the shed of ${name}`);
    await message(ann, "The ladder is").waitFor();
  }
  await ben.goto(`${product.url}/chat`);
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .click();
  await write(ben, "See https://roof.example/plan and bring a ladder");
  await message(ben, "bring a ladder").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

test("a message is passed on to several rooms at once", async () => {
  await choose(ben, "The ladder is", "Forward…");
  const dialog = ben.getByRole("dialog");
  await dialog.getByRole("textbox").fill("fair");
  await dialog.getByRole("checkbox", { name: "Summer fair" }).click();
  await dialog.getByRole("textbox").fill("");
  await ben.screenshot({ path: path.join(shots, "chat-forward-1440-light.png") });
  await dialog.getByRole("button", { name: "Forward" }).click();
  await ben
    .getByRole("region", { name: /Notices/ })
    .getByText("Forwarded to 1 room.")
    .waitFor();
  await message(ann, "the shed of School roof").waitFor();
});

test("what was said is found in all rooms or one, and a hit leads to it", async () => {
  await ben.getByRole("searchbox", { name: "Search what was said" }).fill("ladder");
  await list("Search: ladder", ben).first().waitFor();
  // What was said just now is found once it has been read.
  const found = async () => {
    await ben.reload();
    await list("Search: ladder", ben).first().waitFor();
    return list("Search: ladder", ben).count();
  };
  await expect.poll(found).toBe(4);
  expect(await ben.locator("mark").first().textContent()).toBe("ladder");
  for (const [scheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await ben.emulateMedia({ colorScheme: scheme });
    await ben.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await ben.waitForTimeout(300);
    await ben.screenshot({ path: path.join(shots, `chat-search-${width}-${scheme}.png`) });
    expect(await askAxe(ben)).toEqual([]);
    expect(await ben.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  }
  await ben.emulateMedia({ colorScheme: "light" });
  await ben.setViewportSize({ width: 1440, height: 900 });
  await ben.getByRole("combobox", { name: "With" }).click();
  await ben.getByRole("option", { name: "With a link" }).click();
  await expect.poll(() => list("Search: ladder", ben).count()).toBe(1);
  await ben.getByRole("combobox", { name: "With" }).click();
  await ben.getByRole("option", { name: "With or without files" }).click();
  await ben.getByRole("combobox", { name: "Room" }).click();
  await ben.getByRole("option", { name: "School roof" }).click();
  await expect.poll(() => list("Search: ladder", ben).count()).toBe(2);
  await ben.getByRole("combobox", { name: "Said by" }).click();
  await ben.getByRole("option", { name: "ann" }).click();
  await list("Search: ladder", ben).filter({ hasText: "in the shed" }).waitFor();
  await ben.getByRole("combobox", { name: "Said by" }).click();
  await ben.getByRole("option", { name: "ben" }).click();
  await list("Search: ladder", ben).filter({ hasText: "bring a" }).getByRole("link").click();
  await ben.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  await message(ben, "bring a ladder").waitFor();
});

test("a message is saved with a note and a reminder, and saved no longer", async () => {
  await choose(ben, "The ladder is", "Save for later");
  await choose(ben, "bring a ladder", "Remind me", "In three hours");
  await rooms(ben).getByRole("link", { name: "Saved" }).click();
  await expect.poll(() => list("Saved", ben).count()).toBe(2);
  const first = list("Saved", ben).filter({ hasText: "bring a ladder" });
  await first.getByText(/^Reminder: /).waitFor();
  await first.getByRole("button", { name: "More" }).click();
  await ben.getByRole("menuitem", { name: "Change note" }).click();
  await ben.getByRole("dialog").getByRole("textbox", { name: "Note" }).fill("Ask Cleo for hers");
  await ben.getByRole("button", { name: "Save", exact: true }).click();
  await first.getByText("Ask Cleo for hers").waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-saved-1440-light.png") });
  expect(await askAxe(ben)).toEqual([]);
  await first.getByRole("button", { name: "More" }).click();
  await ben.getByRole("menuitem", { name: "Remove from saved" }).click();
  await expect.poll(() => list("Saved", ben).count()).toBe(1);
  await ben.getByRole("button", { name: "Undo" }).last().click();
  await first.getByText("Ask Cleo for hers").waitFor();
  await first.getByText(/^Reminder: /).waitFor();
});

test("what speaks to one stands in one place", async () => {
  await ann.getByRole("textbox", { name: /Write to/ }).focus();
  await ann.keyboard.type("The ladder is taken, @be");
  await ann.getByRole("option", { name: /ben/ }).waitFor();
  await ann.keyboard.press("Enter");
  await ann.keyboard.press("Enter");
  await rooms(ben).getByRole("link", { name: "Mentions" }).click();
  await list("Mentions", ben).filter({ hasText: "The ladder is taken" }).getByRole("link").click();
  await ben.getByRole("heading", { name: "Summer fair", level: 1 }).waitFor();
});

test("files and links stand beside the room, which is written out from its menu", async () => {
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .click();
  await ben.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  const file = { name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("Slates") };
  await ben.locator('input[type="file"]').first().setInputFiles([file]);
  await ben.getByRole("button", { name: "Send", exact: true }).click();
  await message(ben, "plan.txt").waitFor();
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  const details = ben.getByRole("complementary", { name: "Details" });
  await details.getByRole("tab", { name: "Files" }).click();
  await details.getByRole("button", { name: /plan\.txt/ }).waitFor();
  await details.getByRole("tab", { name: "Links" }).click();
  await details.getByRole("link", { name: "https://roof.example/plan" }).waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-links-1440-light.png") });
  expect(await askAxe(ben)).toEqual([]);
  await details.getByRole("tab", { name: "Pictures" }).click();
  await details.getByText("No pictures were sent here.").waitFor();
  const header = ben.locator("header", { has: ben.getByRole("heading", { name: "School roof", level: 1 }) });
  await header.getByRole("button", { name: "More", exact: true }).click();
  await ben.getByRole("menuitem", { name: "Export" }).click();
  const download = ben.waitForEvent("download");
  await ben.getByRole("menuitem", { name: "As text" }).click();
  expect((await download).suggestedFilename()).toMatch(/School roof.*\.txt$/);
  expect(ben.faults).toEqual([]);
});
