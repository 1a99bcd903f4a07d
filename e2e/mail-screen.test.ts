// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let reader: { address: string; password: string };
let page: Opened;

const subjects = ["Roof", "Bridge", "Minutes", "Heating", "Keys", "Photos"];

const send = (subject: string) =>
  sendMail({
    port: product.ports.SMTP,
    from: "ana@lindenau.example",
    to: [reader.address],
    raw: `From: Ana Ortega <ana@lindenau.example>\r\nSubject: ${subject}\r\n\r\nAbout the ${subject.toLowerCase()}.\r\n`,
  });

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  for (const subject of subjects) await send(subject);
  page = await openAs(product, reader);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (subject: string, on: Opened = page) => on.locator("[data-row]", { hasText: subject });
const shown = (on: Opened = page) => on.locator("[data-row]").count();
const body = () => page.frameLocator("main article iframe");
/** Waits until the page says so; the screen shows an act before the server has it. */
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);

test("a key that is pressed inside of a message means what it means outside", async () => {
  await until(() => shown(), subjects.length);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await body().getByText("About the photos.").click();
  await page.keyboard.press("j");
  await body().getByText("About the keys.").waitFor();
});

test("archiving goes on to the next, and Undo brings it back to its place", async () => {
  await page.keyboard.press("e");
  await until(() => row("Keys").count(), 0);
  await body().getByText("About the heating.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await until(() => page.locator("[data-row]").nth(1).textContent(), expect.stringContaining("Keys"));
});

test("a conversation that is marked unread while it is open stays so", async () => {
  await page.keyboard.press("Shift+U");
  await until(
    () => page.getByRole("heading", { name: "Inbox" }).locator("..").textContent(),
    expect.stringContaining("4 unread"),
  );
});

test("two windows show the same, and new mail comes into both by itself", async () => {
  const second = await openAs(product, reader);
  await until(() => shown(second), subjects.length);
  await row("Bridge").hover();
  await row("Bridge").getByRole("button", { name: "Star" }).click();
  await until(() => row("Bridge", second).locator(".fill-warning").count(), 1);
  await send("Garden");
  await until(() => row("Garden").count(), 1);
  await until(() => row("Garden", second).count(), 1);
  expect(second.faults).toEqual([]);
  await second.context().close();
});

test("several are selected and dragged onto a new folder", async () => {
  await page.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Town");
  await page.keyboard.press("Enter");
  const folder = page.getByRole("link", { name: /^Town/ });
  await folder.waitFor();
  await row("Roof")
    .locator("a")
    .click({ modifiers: ["Control"] });
  await row("Bridge")
    .locator("a")
    .click({ modifiers: ["Control"] });
  await row("Roof").dragTo(folder);
  await until(() => row("Roof").count(), 0);
  await folder.click();
  await until(() => shown(), 2);
});

test("what would be lost is asked about first", async () => {
  await page.keyboard.press("j");
  await page.keyboard.press("#");
  await until(() => shown(), 1);
  await page.getByRole("link", { name: /^Trash/ }).click();
  await page.waitForURL(/\/mail\/trash$/);
  await until(() => shown(), 1);
  await page.keyboard.press("j");
  await page.keyboard.press("#");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("You can take it back for an hour.").waitFor();
  await until(() => page.keyboard.press("Escape").then(() => dialog.count()), 0);
  expect(await shown()).toBe(1);
  await page.keyboard.press("#");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await until(() => shown(), 0);
});

test("a search has an address that can be gone back from", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("subject:heating");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/mail\/search\?q=subject%3Aheating$/);
  await until(() => row("Heating").count(), 1);
  await page.goBack();
  await page.waitForURL(/\/mail\/trash$/);
});

test("a name that is taken is refused in words, and the dialog stays", async () => {
  await page.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Town");
  await page.keyboard.press("Enter");
  await page.getByText("A folder here has this name already.").waitFor();
  await page.keyboard.press("Escape");
  // The browser's console tells of every answer 409.
  const others = page.faults.filter((fault) => !fault.includes("409"));
  page.faults.splice(0, page.faults.length, ...others);
});

test.each([
  [1440, "light"],
  [390, "dark"],
] as const)("axe finds nothing at %i px, %s", async (width, colorScheme) => {
  const other = await openAs(product, reader, { width, height: 844 });
  await other.emulateMedia({ colorScheme });
  const found = () => askAxe(other);
  await row("Keys", other).waitFor();
  expect(await found()).toEqual([]);
  await row("Keys", other).locator("a").click();
  await other.locator("main article iframe").waitFor();
  expect(await found()).toEqual([]);
  await other.context().close();
});

test("nothing went wrong on the way, and nothing left for another host", () => {
  expect(page.faults).toEqual([]);
});
