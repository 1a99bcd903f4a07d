// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
const shots = path.join(import.meta.dirname, "shots");
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const looks: readonly Look[] = [
  { size: desk, scheme: "light" },
  { size: desk, scheme: "dark" },
  { size: phone, scheme: "dark" },
  { size: phone, scheme: "light" },
];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const people = [await product.account("ann"), await product.account("ben")] as const;
  [ann, ben] = [await openAs(product, people[0]), await openAs(product, people[1])];
  await ann.goto(`${product.url}/files`);
  await ann.getByText("Nothing is here yet.").waitFor();
  const offer = { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Slates and battens") };
  await ann.locator('input[type="file"]').first().setInputFiles([offer]);
  await row("Offer.txt", ann).click({ button: "right" });
  await ann.getByRole("menuitem", { name: "Share…" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(people[1].address);
  await dialog.getByRole("combobox", { name: "They may" }).first().click();
  await ann.getByRole("option", { name: "View and comment" }).click();
  await dialog.getByText("Also say something about it, and answer others.").waitFor();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("View and comment", { exact: true }).first().waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await ann.goto(`${product.url}/files`);
  await ben.goto(`${product.url}/files/shared`);
  for (const page of [ann, ben]) {
    await row("Offer.txt", page).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Details" }).click();
    await details(page).getByText("Nobody has said anything yet.").waitFor();
  }
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (name: string, on: Opened) => on.locator("[data-row]", { hasText: name });
const details = (on: Opened) => on.getByRole("complementary", { name: "Details" });
const field = (on: Opened) => details(on).getByRole("textbox", { name: "Write a comment; @ names somebody" });
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);

test("a comment stands in the other's open details at once, and a mark with a count in both lists", async () => {
  await field(ben).fill("Is this the last price?\nThe battens seem dear.");
  await ben.keyboard.press("Control+Enter");
  for (const page of [ben, ann]) await details(page).getByText("Is this the last price?").waitFor();
  await until(() => field(ben).inputValue(), "");
  for (const page of [ben, ann]) await row("Offer.txt", page).getByRole("img", { name: "1 comment" }).waitFor();
  // Who comments changes nothing, and resolves nothing.
  expect(await details(ben).getByRole("button", { name: "Resolve" }).count()).toBe(0);
  await row("Offer.txt", ben).click({ button: "right" });
  expect((await ben.getByRole("menu").getByRole("menuitem").allTextContents()).join()).not.toMatch(/Rename|Share/);
  await ben.keyboard.press("Escape");
});

test("an answer by keyboard alone, with somebody named by @", async () => {
  await details(ann).getByRole("button", { name: "Answer" }).focus();
  await ann.keyboard.press("Enter");
  await ann.keyboard.type("Ask @be");
  const people = ann.getByRole("listbox", { name: "People to name" });
  await people.getByRole("option", { name: /ben/ }).waitFor();
  await ann.screenshot({ path: path.join(shots, "comments-naming-1440-light.png") });
  await ann.keyboard.press("Escape");
  await until(() => people.count(), 0);
  await ann.keyboard.type("n");
  await people.waitFor();
  await ann.keyboard.press("Enter");
  await ann.keyboard.type("again, he knows.");
  await ann.keyboard.press("Control+Enter");
  await details(ben).getByText("Ask @ben again, he knows.").waitFor();
});

test("both are told under the bell, and the notice leads to the thread", async () => {
  await ann.getByRole("button", { name: "1 new notice" }).click();
  await ann.getByRole("link", { name: "ben commented on “Offer.txt”." }).waitFor();
  await ann.keyboard.press("Escape");
  await ben.getByRole("button", { name: /new notice/ }).click();
  await ben.getByRole("link", { name: "ann mentioned you in a comment on “Offer.txt”." }).click();
  const drawer = ben.getByRole("dialog", { name: "Offer.txt" });
  await drawer.locator('[aria-current="true"]', { hasText: "he knows" }).waitFor();
  expect(new URL(ben.url()).pathname).toBe("/files/shared");
  expect(await lookAt(ben, looks, path.join(shots, "comments-drawer"))).toEqual([]);
  await ben.keyboard.press("Escape");
  await until(() => drawer.count(), 0);
  expect(new URL(ben.url()).search).toBe("");
});

test("authors edit and delete their own, and take the deletion back", async () => {
  await details(ben).getByRole("button", { name: "More for the comment by ben" }).click();
  await ben.getByRole("menuitem", { name: "Edit comment" }).click();
  await details(ben).getByRole("textbox", { name: "Edit comment" }).fill("Is this the very last price?");
  await ben.keyboard.press("Control+Enter");
  await details(ann).getByText("Is this the very last price?").waitFor();
  await details(ann).getByText("edited", { exact: true }).waitFor();
  await details(ann).getByRole("button", { name: "More for the comment by ann" }).click();
  await ann.getByRole("menuitem", { name: "Delete comment" }).click();
  await until(() => details(ben).getByText("he knows").count(), 0);
  await ann.getByRole("button", { name: "Undo" }).click();
  await details(ben).getByText("he knows").waitFor();
  expect(await ben.getByRole("button", { name: "More for the comment by ann" }).count()).toBe(0);
});

test("the owner resolves a thread and opens it again; it is out of the way meanwhile", async () => {
  expect(await lookAt(ann, looks.slice(0, 2), path.join(shots, "comments-pane"))).toEqual([]);
  await details(ann).getByRole("button", { name: "Resolve" }).click();
  await details(ben).getByText("Nobody has said anything yet.").waitFor();
  await until(
    () =>
      row("Offer.txt", ben)
        .getByRole("img", { name: /comment/ })
        .count(),
    0,
  );
  await details(ben).getByRole("button", { name: "Show 1 that is resolved" }).click();
  await details(ben).getByText("Resolved by ann").waitFor();
  await details(ann).getByRole("button", { name: "Show 1 that is resolved" }).click();
  await details(ann).getByRole("button", { name: "Open again" }).click();
  await row("Offer.txt", ben).getByRole("img", { name: "2 comments" }).waitFor();
});

test("what is begun is there again after one looked elsewhere", async () => {
  await field(ben).fill("Not yet sent");
  await ben.getByRole("button", { name: "Close the details" }).click();
  await row("Offer.txt", ben).click({ button: "right" });
  await ben.getByRole("menuitem", { name: "Details" }).click();
  await until(() => field(ben).inputValue(), "Not yet sent");
  await details(ben).getByRole("button", { name: "Cancel" }).click();
  await until(() => field(ben).inputValue(), "");
});

test("beside the file as it is shown people talk too", async () => {
  await row("Offer.txt", ben).dblclick();
  const viewer = ben.getByRole("dialog", { name: "Offer.txt" });
  await viewer.getByText("Slates and battens").waitFor();
  await viewer.getByRole("button", { name: "Comments" }).click();
  const beside = viewer.getByRole("complementary", { name: "Comments" });
  await beside.getByText("Is this the very last price?").waitFor();
  await beside.getByRole("textbox", { name: "Write a comment; @ names somebody" }).fill("Seen");
  await ben.keyboard.press("Control+Enter");
  await details(ann).getByText("Seen", { exact: true }).waitFor();
  expect(await lookAt(ben, looks, path.join(shots, "comments-viewer"))).toEqual([]);
  await ben.keyboard.press("Escape");
  await until(() => viewer.count(), 0);
});

test("who only views reads and writes nothing, as soon as it is so", async () => {
  await row("Offer.txt", ann).click({ button: "right" });
  await ann.getByRole("menuitem", { name: "Share…" }).click();
  await ann.getByRole("button", { name: "More for ben" }).click();
  await ann.getByRole("menuitem", { name: "Change…" }).click();
  await ann.getByRole("combobox", { name: "They may" }).last().click();
  await ann.getByRole("option", { name: "View", exact: true }).click();
  await ann.getByRole("button", { name: "Save" }).click();
  await until(() => field(ben).count(), 0);
  await details(ben).getByText("Is this the very last price?").waitFor();
  expect(await details(ben).getByRole("button", { name: "Answer" }).count()).toBe(0);
});
