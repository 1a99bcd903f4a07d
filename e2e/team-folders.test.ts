import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: { address: string; password: string };
let annPage: Opened;
let adminPage: Opened;
const shots = path.join(import.meta.dirname, "shots");
const team = "Roof of the school";

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  ann = await product.account("ann");
  [adminPage, annPage] = [await openAs(product, product.admin), await openAs(product, ann)];
  for (const page of [adminPage, annPage]) page.setDefaultTimeout(8_000);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (name: string, on: Opened) => on.locator("[data-row]", { hasText: name });
const places = (on: Opened) => on.getByRole("navigation", { name: "Places in Files" });
const act = async (name: string, on: Opened) => {
  const item = on.getByRole("menuitem", { name });
  // A page that is still on its way takes the menu that was open with it.
  const opens = async () => {
    await on.getByRole("button", { name: `More for the team folder “${team}”` }).click();
    return item.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(opens, { timeout: 8000 }).toBe(true);
  await item.click();
};

test("an administrator makes a team folder and adds a member, with whom it stands at once", async () => {
  await annPage.goto(`${product.url}/files`);
  await annPage.getByText("Nothing is here yet.").waitFor();
  expect(await annPage.getByRole("button", { name: "New team folder" }).count()).toBe(0);
  await adminPage.goto(`${product.url}/files`);
  await adminPage.getByRole("button", { name: "New team folder" }).click();
  await adminPage.getByRole("dialog").getByLabel("Name").fill(team);
  await adminPage.keyboard.press("Enter");
  await adminPage.getByRole("heading", { name: team, level: 1 }).waitFor();
  await act("Members…", adminPage);
  const dialog = adminPage.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(ann.address);
  await dialog.getByRole("combobox", { name: "They may" }).click();
  await adminPage.getByRole("option", { name: "Edit", exact: true }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("ann", { exact: true }).waitFor();
  await adminPage.screenshot({ path: path.join(shots, "team-members-1440-light.png") });
  await dialog.getByRole("button", { name: "Close" }).click();
  await places(annPage).getByRole("link", { name: team }).click();
  await annPage.getByRole("heading", { name: team, level: 1 }).waitFor();
});

test("what a member brings is there for all, and comes back from the team's own trash", async () => {
  const offer = { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Slates and battens") };
  await annPage.locator('input[type="file"]').first().setInputFiles([offer]);
  await row("Offer.txt", adminPage).waitFor();
  await annPage.getByText("18 bytes used").waitFor();
  await row("Offer.txt", annPage).click({ button: "right" });
  await annPage.getByRole("menuitem", { name: "Move to trash" }).click();
  await act("Trash of the team", annPage);
  await annPage.getByRole("heading", { name: `Trash of “${team}”` }).waitFor();
  await row("Offer.txt", annPage).click({ button: "right" });
  expect(await annPage.getByRole("menuitem", { name: "Delete for good" }).count()).toBe(0);
  await annPage.getByRole("menuitem", { name: "Restore" }).click();
  await row("Offer.txt", adminPage).waitFor();
});

test("the last one who runs it cannot leave", async () => {
  await act("Leave the team folder", adminPage);
  await adminPage
    .getByRole("region", { name: /Notices/ })
    .getByText("Somebody has to run the team folder.")
    .waitFor();
  await places(adminPage).getByRole("link", { name: team }).click();
  await act("Storage…", adminPage);
  await adminPage.getByLabel("Gigabytes at most").fill("2");
  await adminPage.getByRole("button", { name: "Save" }).click();
  await adminPage.getByText("18 bytes of 2 GB used").waitFor();
  await places(annPage).getByRole("link", { name: team }).click();
  await row("Offer.txt", annPage).waitFor();
  expect(await askAxe(annPage)).toEqual([]);
});

test("it is at home on a phone and in the dark", async () => {
  await annPage.screenshot({ path: path.join(shots, "team-1440-light.png") });
  await annPage.emulateMedia({ colorScheme: "dark" });
  await annPage.screenshot({ path: path.join(shots, "team-1440-dark.png") });
  await annPage.setViewportSize({ width: 390, height: 844 });
  await annPage.getByRole("button", { name: "Places in Files" }).click();
  await annPage.getByRole("dialog").getByRole("link", { name: team }).waitFor();
  await annPage.screenshot({ path: path.join(shots, "team-places-390-dark.png") });
  await annPage.getByRole("dialog").getByRole("link", { name: team }).click();
  await annPage.getByRole("button", { name: `More for the team folder “${team}”` }).click();
  await annPage.getByRole("menuitem", { name: "Trash of the team" }).waitFor();
  await annPage.screenshot({ path: path.join(shots, "team-390-dark.png") });
  expect(await annPage.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  // Browsers note refusals, of which there is one.
  expect(annPage.faults).toEqual([]);
  expect(adminPage.faults).toEqual([expect.stringMatching(/409 .*sharing\.decline/)]);
});
