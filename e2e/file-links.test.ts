// @module-tag long
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { browser, closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let annPage: Opened;
let visitor: Opened;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const talkPath = path.resolve(import.meta.dirname, "../fixtures/files/talk.pdf");
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  annPage = await openAs(product, await product.account("ann"));
  await annPage.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await annPage.goto(`${product.url}/files`);
  await annPage.getByText("Nothing is here yet.").waitFor();
  await annPage.keyboard.press("Shift+N");
  await annPage.getByRole("dialog").getByLabel("Name").fill("Roof of the school");
  await annPage.keyboard.press("Enter");
  await row("Roof of the school").dblclick();
  await annPage.getByRole("heading", { name: "Roof of the school" }).waitFor();
  const offer = { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Slates and battens") };
  const talk = { name: "Talk.pdf", mimeType: "application/pdf", buffer: readFileSync(talkPath) };
  await annPage.locator('input[type="file"]').first().setInputFiles([offer, talk]);
  await row("Offer.txt").waitFor();
  await row("Talk.pdf").waitFor();
  // Nobody who has an account: a phone that was never here.
  const context = await (await browser()).newContext({ viewport: phone, locale: "en-GB" });
  // What is refused stands in the console of a browser: these faults are not looked at.
  visitor = Object.assign(await context.newPage(), { faults: [] });
});
beforeEach(async () => {
  await annPage.goto(`${product.url}/files`);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (name: string) => annPage.locator("[data-row]", { hasText: name });

/** Opens what a folder is shared by. */
async function share(name: string) {
  await row(name).click({ button: "right" });
  await annPage.getByRole("menuitem", { name: "Share…" }).click();
  return annPage.getByRole("dialog", { name: /^Share/ });
}

/** Escape would put the toast away first. */
async function closeShare(): Promise<void> {
  await annPage
    .getByRole("dialog", { name: /^Share/ })
    .getByRole("button", { name: "Close" })
    .click();
  await annPage.getByRole("dialog").waitFor({ state: "detached" });
}

/** Makes a link as the form is filled in, and answers its address from where it was copied to. */
async function makeLink(
  fill: (form: ReturnType<Page["locator"]>) => Promise<void>,
  name = "Roof of the school",
): Promise<string> {
  await (await share(name)).getByRole("button", { name: "Make a link…" }).click();
  const form = annPage.getByRole("dialog", { name: `Link to “${name}”` });
  await fill(form);
  await form.getByRole("button", { name: "Make link" }).click();
  await annPage.getByText("Link made and copied.", { exact: true }).waitFor();
  const address = String(await annPage.evaluate("navigator.clipboard.readText()"));
  await closeShare();
  return address;
}

const looks = (first: typeof desk): Look[] =>
  [first, first === desk ? phone : desk].flatMap((size) => [
    { size, scheme: "light" as const },
    { size, scheme: "dark" as const },
  ]);

/** What axe and the eye find wrong with a page, on a desk and on a phone, by day and by night. */
const look = (page: Opened, name: string) =>
  lookAt(page, looks(page.viewportSize()?.width === phone.width ? phone : desk), path.join(shots, `link-${name}`));

test("a folder is opened on a phone without an account, with a code, and as often as may be", async () => {
  const address = await makeLink(async (form) => {
    await form.getByLabel("Ask for a code first").check();
    await form.getByLabel("Code", { exact: true }).fill("Dachstuhl 7");
    await form.getByLabel("Downloads").fill("1");
    await form.getByLabel("A word with it").fill("For the roofer: the offers so far");
    expect(await look(annPage, "form")).toEqual([]);
  });
  expect(address).toMatch(/\/s\/[\w-]{32}$/);
  await row("Roof of the school").getByRole("img", { name: "A link leads here" }).waitFor();

  await visitor.goto(address);
  await visitor.getByLabel("Code", { exact: true }).fill("Dachstuhl 8");
  await visitor.getByRole("button", { name: "Open" }).click();
  await visitor.getByText("This is not the code.").waitFor();
  expect(await look(visitor, "code")).toEqual([]);
  await visitor.getByLabel("Code", { exact: true }).fill("Dachstuhl 7");
  await visitor.keyboard.press("Enter");
  await visitor.getByText("For the roofer: the offers so far").waitFor();
  await visitor.getByText("One download is left").waitFor();
  expect(await look(visitor, "folder")).toEqual([]);
  await visitor.getByRole("link", { name: "Offer.txt" }).first().waitFor();
  const href = await visitor.getByRole("link", { name: "Download Offer.txt" }).getAttribute("href");
  const answer = await visitor.request.get(product.url + href);
  expect([answer.status(), await answer.text()]).toEqual([200, "Slates and battens"]);
  await visitor.reload();
  await visitor.getByRole("heading", { name: "As much was downloaded through this link as may be." }).waitFor();
  expect(await look(visitor, "closed")).toEqual([]);
});

test("its maker sees what was done, gives it other terms and takes it back, which is undone", async () => {
  const dialog = await share("Roof of the school");
  const name = "For the roofer: the offers so far";
  await dialog.getByText("1 of 1 downloads").waitFor();
  await dialog.getByRole("button", { name: `More for the link “${name}”` }).click();
  await annPage.getByRole("menuitem", { name: "What was done" }).click();
  const log = annPage.getByRole("dialog", { name: "What was done through this link" });
  await log.getByText("“Offer.txt” downloaded").waitFor();
  await log.getByText("A wrong code was given").waitFor();
  expect(await look(annPage, "log")).toEqual([]);
  await log.getByRole("button", { name: "Close" }).click();
  await dialog.getByRole("button", { name: `More for the link “${name}”` }).click();
  await annPage.getByRole("menuitem", { name: "Change…" }).click();
  const form = annPage.getByRole("dialog", { name: "Change the link" });
  await form.getByLabel("Downloads").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await annPage.getByText("Link changed.", { exact: true }).waitFor();
  await visitor.reload();
  await visitor.getByRole("link", { name: "Offer.txt" }).first().waitFor();
  await dialog.getByRole("button", { name: `More for the link “${name}”` }).click();
  await annPage.getByRole("menuitem", { name: "Take back" }).click();
  await dialog.getByText("No link leads here.").waitFor();
  await visitor.reload();
  await visitor.getByRole("heading", { name: "This link does not exist, or is not open any more." }).waitFor();
  // The toast lies outside of the dialog, which keeps the focus: its key goes there and back, and another one does what it offers.
  const undo = annPage.getByRole("button", { name: "Undo" });
  expect(await undo.getAttribute("aria-keyshortcuts")).toBe("z");
  expect(await look(annPage, "undo")).toEqual([]);
  await annPage.keyboard.press("F8");
  await expect.poll(() => annPage.evaluate("document.activeElement.hasAttribute('data-toasts')")).toBe(true);
  await annPage.keyboard.press("F8");
  await annPage.keyboard.press("Shift+Tab");
  await expect.poll(() => annPage.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true);
  await annPage.keyboard.press("F8");
  await expect.poll(() => annPage.evaluate("document.activeElement.hasAttribute('data-toasts')")).toBe(true);
  await annPage.keyboard.press("Tab");
  await annPage.keyboard.press("Tab");
  expect(await annPage.evaluate("document.activeElement.textContent")).toMatch(/^Undo/);
  await annPage.keyboard.press("Enter");
  await dialog.getByText(name).waitFor();
  await expect.poll(() => annPage.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true);
  await dialog.getByRole("button", { name: `More for the link “${name}”` }).click();
  await annPage.getByRole("menuitem", { name: "Take back" }).click();
  await dialog.getByText("No link leads here.").waitFor();
  await undo.waitFor();
  await annPage.keyboard.press("z");
  await dialog.getByText(name).waitFor();
  await closeShare();
  await visitor.reload();
  await visitor.getByRole("link", { name: "Offer.txt" }).first().waitFor();
});

test("a file of its own is looked at large, and its details name its links", async () => {
  await row("Roof of the school").dblclick();
  const address = await makeLink(async () => {}, "Offer.txt");
  await annPage.keyboard.press("i");
  await annPage.getByRole("complementary").getByText("See and download").waitFor();
  expect(await look(annPage, "details")).toEqual([]);
  await annPage.keyboard.press("i");
  await visitor.goto(address);
  await visitor.getByRole("link", { name: "Download" }).waitFor();
  expect(await look(visitor, "file")).toEqual([]);
  await visitor.getByRole("button", { name: "Look at it" }).click();
  await visitor.getByRole("dialog").getByText("Slates and battens").waitFor();
  expect(await look(visitor, "viewer")).toEqual([]);
});

test("people with an account sign in at a collaboration link, come back and take what it offers", async () => {
  const address = await makeLink(async (form) => {
    await form.getByRole("combobox", { name: "Visitors may" }).click();
    await annPage.getByRole("option", { name: "Join, signed in" }).click();
    await form.getByRole("combobox", { name: "People who join may" }).click();
    await annPage.getByRole("option", { name: "Edit" }).click();
  });
  const ben = await product.account("ben");
  await visitor.goto(address);
  await visitor.getByRole("heading", { name: "Join “Roof of the school”" }).waitFor();
  expect(await look(visitor, "join")).toEqual([]);
  await visitor.getByRole("link", { name: "Sign in to join" }).click();
  await visitor.getByLabel("Address").fill(ben.address);
  await visitor.getByLabel("Password").fill(ben.password);
  await visitor.keyboard.press("Enter");
  await visitor.getByRole("button", { name: "Join", exact: true }).click();
  await visitor.locator("[data-row]", { hasText: "Offer.txt" }).waitFor();
  await visitor.context().clearCookies();
});

test("what is only to be looked at has no way to be downloaded", async () => {
  const address = await makeLink(async (form) => {
    await form.getByRole("combobox", { name: "Visitors may" }).click();
    await annPage.getByRole("option", { name: "Only look" }).click();
  });
  await visitor.goto(address);
  await visitor.getByText("To look at only").waitFor();
  await visitor.getByRole("link", { name: "Offer.txt" }).first().waitFor();
  expect(await visitor.getByRole("link", { name: /Download/ }).count()).toBe(0);
  expect(await look(visitor, "look")).toEqual([]);
  await visitor.getByRole("link", { name: "Talk.pdf" }).first().click();
  const pages = visitor.getByRole("dialog").getByRole("group", { name: "Talk.pdf" });
  await pages.getByRole("img", { name: "Page 1" }).waitFor({ timeout: 20_000 });
  await pages.getByRole("img").last().scrollIntoViewIfNeeded();
  await pages.getByRole("img", { name: "Page 2" }).waitFor({ timeout: 20_000 });
  expect(
    await visitor
      .getByRole("dialog")
      .getByRole("link", { name: /Download/ })
      .count(),
  ).toBe(0);
  expect(await look(visitor, "pages")).toEqual([]);
  await visitor.keyboard.press("Escape");

  const context = await (await browser()).newContext({ viewport: phone, locale: "ar" });
  const arabic: Opened = Object.assign(await context.newPage(), { faults: [] });
  await arabic.goto(address);
  await arabic.getByRole("link", { name: "Offer.txt" }).first().waitFor();
  expect(await arabic.locator("html").getAttribute("dir")).toBe("rtl");
  expect(await look(arabic, "arabic")).toEqual([]);
  await context.close();
});

test("files are sent through a link that shows nothing, and stand beside what is there", async () => {
  const address = await makeLink(async (form) => {
    await form.getByRole("combobox", { name: "Visitors may" }).click();
    await annPage.getByRole("option", { name: "Only send files" }).click();
  });
  await visitor.goto(address);
  await visitor.getByRole("heading", { name: "Send files to ann" }).waitFor();
  expect(await visitor.getByText("Offer.txt").count()).toBe(0);
  await visitor
    .locator('input[type="file"]')
    .first()
    .setInputFiles([
      { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Copper") },
      { name: "Photo of the ridge.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(400_000, 7) },
    ]);
  await visitor.getByText("2 files sent. Thank you.").waitFor();
  expect(await look(visitor, "upload")).toEqual([]);
  await row("Roof of the school").dblclick();
  await row("Offer (2).txt").waitFor();
  await row("Photo of the ridge.jpg").waitFor();
  await annPage.getByRole("button", { name: /notice/i }).click();
  await annPage.getByText("Somebody sent files to “Roof of the school” through your link.").waitFor();
  expect(annPage.faults).toEqual([]);
});

test("an administrator wants a code and an end of links, which the form keeps to, and then allows none", async () => {
  const admin = await openAs(product, product.admin);
  await admin.goto(`${product.url}/admin/domains`);
  await admin.getByText("town.example").first().click();
  const drawer = admin.getByRole("dialog");
  await drawer.getByRole("switch", { name: "Links need a code" }).click();
  await drawer.getByRole("combobox", { name: "Links are open for at most" }).click();
  await admin.getByRole("option", { name: "7 days" }).click();
  await drawer.getByRole("switch", { name: "Links need a code", checked: true }).waitFor();
  await drawer.getByRole("combobox").filter({ hasText: "7 days" }).waitFor();
  await drawer.getByText("Links need a code").scrollIntoViewIfNeeded();
  expect(await look(admin, "admin")).toEqual([]);

  await annPage.reload();
  await makeLink(async (form) => {
    expect(await form.getByLabel("Ask for a code first").isDisabled()).toBe(true);
    await form.getByText("Your administrator allows 7 days at most.").waitFor();
    await form.getByLabel("Last day").fill("2099-12-31");
    await form.getByLabel("Code", { exact: true }).fill("Dachstuhl 7");
    await form.getByRole("button", { name: "Make link" }).click();
    await form.getByText(/^Choose a day until/).waitFor();
    expect(await look(annPage, "form-ruled")).toEqual([]);
    await form.getByLabel("Last day").fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  });

  await drawer.getByRole("switch", { name: "Links to files for everybody" }).click();
  await drawer.getByRole("switch", { name: "Links need a code" }).waitFor({ state: "detached" });
  await annPage.reload();
  const dialog = await share("Roof of the school");
  await dialog.getByText("turned off by your administrator").first().waitFor();
  expect(await look(annPage, "off")).toEqual([]);
  await dialog.getByRole("button", { name: "Make a link…" }).click();
  const form = annPage.getByRole("dialog", { name: "Link to “Roof of the school”" });
  await form.getByText("Your administrator does not allow links for everybody.").waitFor();
  expect(await look(annPage, "form-off")).toEqual([]);
  await visitor.reload();
  await visitor.getByRole("heading", { name: "This link does not exist, or is not open any more." }).waitFor();
  expect(admin.faults).toEqual([]);
});
