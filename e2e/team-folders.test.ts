// @module-tag long
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: { address: string; password: string };
let annPage: Opened;
let adminPage: Opened;
const shots = path.join(import.meta.dirname, "shots");
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const team = "Roof of the school";

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  ann = await product.account("ann");
  [adminPage, annPage] = [await openAs(product, product.admin), await openAs(product, ann)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (name: string, on: Opened) => on.locator("[data-row]", { hasText: name });
const places = (on: Opened) => on.getByRole("navigation", { name: "Places in Files" });
const act = async (name: string, on: Opened) => {
  const item = on.getByRole("menuitem", { name });
  const button = on.getByRole("button", { name: `More for the team folder “${team}”` });
  // A page that is still on its way takes the menu that was open with it; one that is open lets nothing be pressed.
  const opens = async () => {
    if (!(await item.isVisible())) await button.click({ timeout: 1000 }).catch(() => undefined);
    return item.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(opens).toBe(true);
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

test("one's own files are moved to the team by the dialog and by dragging, with a word on what ends, and back by Undo", async () => {
  await annPage.goto(`${product.url}/files`);
  const [plan, bill] = ["Own plan.txt", "Own bill.txt"].map((name) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(name),
  }));
  if (!plan || !bill) throw new Error("no files");
  await annPage.locator('input[type="file"]').first().setInputFiles([plan, bill]);
  await row(plan.name, annPage).click({ button: "right" });
  await annPage.getByRole("menuitem", { name: "Share…" }).click();
  await annPage.getByRole("button", { name: "Make a link…" }).click();
  await annPage.getByRole("button", { name: "Make link" }).click();
  const share = annPage.getByRole("dialog", { name: /^Share/ });
  await share.getByText("See and download").waitFor();
  await share.getByRole("button", { name: "Close" }).click();

  await row(plan.name, annPage).dragTo(places(annPage).getByRole("link", { name: team }));
  const across = annPage.getByRole("dialog", { name: `Move “${plan.name}” to “${team}”?` });
  await across.getByText("1 link to it stops opening.").waitFor();
  expect(
    await lookAt(
      annPage,
      [desk, phone].flatMap((size) => [
        { size, scheme: "light" as const },
        { size, scheme: "dark" as const },
      ]),
      path.join(shots, "team-move"),
    ),
  ).toEqual([]);
  await annPage.keyboard.press("Enter");
  await across.waitFor({ state: "detached" });
  await row(plan.name, annPage).waitFor({ state: "detached" });
  await annPage.getByRole("button", { name: "Undo" }).last().click();
  await row(plan.name, annPage).getByRole("img", { name: "A link leads here" }).waitFor();

  await row(bill.name, annPage).click({ button: "right" });
  await annPage.getByRole("menuitem", { name: "Move", exact: true }).click();
  const picker = annPage.getByRole("dialog", { name: `Move “${bill.name}” to` });
  await picker.getByRole("button", { name: team }).click();
  await picker.getByRole("button", { name: "Move here" }).click();
  await annPage
    .getByRole("dialog", { name: `Move “${bill.name}” to “${team}”?` })
    .getByRole("button", { name: "Move", exact: true })
    .click();
  await row(bill.name, annPage).waitFor({ state: "detached" });
  await adminPage.goto(`${product.url}/files`);
  await places(adminPage).getByRole("link", { name: team }).click();
  await row(bill.name, adminPage).waitFor();
  // Who runs the team takes it out of there; Ann may not.
  await places(annPage).getByRole("link", { name: team }).click();
  await row(bill.name, annPage).dragTo(places(annPage).getByRole("link", { name: "Home" }));
  await annPage.getByRole("dialog").getByRole("button", { name: "Move", exact: true }).click();
  await annPage
    .getByRole("region", { name: /Notices/ })
    .getByText("Only who manages the team folder moves things out of it.")
    .waitFor();
  await row(bill.name, adminPage).dragTo(places(adminPage).getByRole("link", { name: "Home" }));
  await adminPage.getByRole("dialog").getByText("It will be yours alone").waitFor();
  await adminPage.getByRole("dialog").getByRole("button", { name: "Move", exact: true }).click();
  await row(bill.name, adminPage).waitFor({ state: "detached" });
  await places(adminPage).getByRole("link", { name: "Home" }).click();
  await row(bill.name, adminPage).waitFor();
  await places(adminPage).getByRole("link", { name: team }).click();
  await adminPage.getByRole("heading", { name: team, level: 1 }).waitFor();
});

test("the last one who runs it cannot leave", async () => {
  await act("Leave the team folder", adminPage);
  await adminPage
    .getByRole("region", { name: /Notices/ })
    .getByText("Somebody has to run the team folder.")
    .waitFor();
  // Who stays is not sent away.
  await adminPage.getByRole("heading", { name: team, level: 1 }).waitFor();
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
  // Browsers note refusals, of which there is one each.
  expect(annPage.faults).toEqual([expect.stringMatching(/403 .*files\.move/)]);
  expect(adminPage.faults).toEqual([expect.stringMatching(/409 .*sharing\.decline/)]);
});

test("it is held by the command line, which writes out what its members deleted for good", async () => {
  const json = async (...args: string[]) => JSON.parse(await product.carbyne([...args, "--json"])) as { id: string }[];
  const [{ id } = { id: "" }] = await json("team", "list");
  const held = ["--team", id];
  await expect(product.carbyne(["hold", "place", ann.address, ...held, "--reason", "x"])).rejects.toMatchObject({
    code: 2,
  });
  await expect(product.carbyne(["hold", "release", ...held])).rejects.toMatchObject({ code: 1 });
  expect(await product.carbyne(["hold", "place", ...held, "--reason", "Case 34"])).toBe(`Team folder ${id} is held.\n`);
  expect(await json("hold", "list")).toMatchObject([{ teamId: id, name: team, reason: "Case 34" }]);
  expect(await product.carbyne(["hold", "list"])).toContain(`${team} (${id})`);
  await row("Offer.txt", adminPage).click({ button: "right" });
  await adminPage.getByRole("menuitem", { name: "Move to trash" }).click();
  await act("Trash of the team", adminPage);
  await row("Offer.txt", adminPage).click({ button: "right" });
  await adminPage.getByRole("menuitem", { name: "Delete for good" }).click();
  await adminPage.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await expect.poll(() => row("Offer.txt", adminPage).count()).toBe(0);
  const kept = () => product.carbyne(["hold", "kept", ...held]);
  await expect.poll(kept, { timeout: 20_000, interval: 500 }).toMatch(/version +18 +Offer\.txt/);
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-kept-"));
  try {
    const [{ id: keptId } = { id: "" }] = (await json("hold", "kept", ...held, "--output", folder)).filter(
      (one) => "kind" in one && one.kind === "version",
    );
    expect(readFileSync(path.join(folder, `${keptId} Offer.txt`), "utf8")).toBe("Slates and battens");
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(await product.carbyne(["hold", "release", ...held])).toBe(`Team folder ${id} is no longer held.\n`);
  expect(await json("hold", "list")).toEqual([]);
});
