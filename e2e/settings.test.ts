import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { closeBrowser, type Opened, openAs } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: { address: string; password: string };
let page: Opened;

beforeAll(async () => {
  product = await startProduct();
  ann = await product.account("ann");
  page = await openAs(product, ann);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});
beforeEach(() => {
  page.faults.length = 0;
});

test("a single setting is found by words that are not its name, and has the focus when one comes to it", async () => {
  await page.goto(`${product.url}/settings`);
  await page.getByRole("heading", { name: "Profile" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("compact");
  await page.getByRole("option", { name: /Density of lists/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Appearance" }).waitFor();
  await page.locator("fieldset.marked-setting", { hasText: "Density of lists" }).waitFor();
  await page.getByRole("radio", { name: "Comfortable", exact: true }).and(page.locator(":focus")).waitFor();
  expect(page.url()).toContain("/settings/appearance?setting=");

  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Search settings" }).fill("no such thing");
  await page.getByText("No setting is about “no such thing”.").waitFor();
  expect(page.faults).toEqual([]);
});

test("settings of many sections are found and marked", { timeout: 60_000 }, async () => {
  await page.goto(`${product.url}/settings`);
  const field = page.getByRole("combobox", { name: "Search settings" });
  for (const [words, label] of [
    ["display name", "Name"],
    ["dark mode", "Theme"],
    ["zone", "Time zone"],
    ["undo send", "Take back sent messages"],
    ["blacklist", "Sender"],
    ["preview", "Reading pane"],
    ["vacation", "Send automatic replies"],
  ] as const) {
    await field.fill(words);
    await page.getByRole("option", { name: label }).first().click();
    await page.locator(".marked-setting", { hasText: label }).waitFor();
  }
});

test("text, hours and weeks are as a person wants them, at the first paint of every page", {
  timeout: 60_000,
}, async () => {
  const choose = async (label: string, option: string) => {
    await page.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option }).click();
  };
  await page.goto(`${product.url}/settings/language`);
  const preview = page.getByRole("status").filter({ hasText: "12,345.67" });
  await preview.filter({ hasText: "14:30" }).waitFor();
  await choose("Hours of the day", "12 hours");
  await preview.filter({ hasText: "2:30" }).waitFor();
  await choose("First day of the week", "Sunday");

  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "Advanced search" }).click();
  const form = page.getByRole("dialog", { name: "Advanced search" });
  const after = form.getByLabel("After", { exact: true });
  await after.fill("5.1.26");
  await form.getByLabel("Before", { exact: true }).focus();
  expect(await after.inputValue()).toBe("05/01/2026");
  await form.getByRole("button", { name: "Choose a day" }).first().click();
  const grid = page.getByRole("grid", { name: "Choose a day" });
  await grid.getByRole("button", { name: "Monday, 5 January 2026" }).and(page.locator(":focus")).waitFor();
  expect(await grid.getByRole("columnheader").first().getAttribute("abbr")).toBe("Sunday");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await grid.waitFor({ state: "hidden" });
  expect(await after.inputValue()).toBe("02/02/2026");
  await form.waitFor();

  await page.goto(`${product.url}/settings/appearance`);
  const sizeOf = () =>
    page.getByRole("heading", { name: "Appearance" }).evaluate("getComputedStyle(document.body).fontSize");
  expect(await sizeOf()).toBe("14px");
  await page.getByText("Large", { exact: true }).click();
  await vi.waitFor(async () => expect(await sizeOf()).toBe("16px"));
  await page.reload();
  expect(await page.evaluate("document.documentElement.dataset.textSize")).toBe("large");
  await page.getByText("Normal", { exact: true }).click();
  await vi.waitFor(async () => expect(await sizeOf()).toBe("14px"));
  expect(page.faults).toEqual([]);
});

test("what was not saved is asked about before it is lost, by a link, a command and the way back", async () => {
  await page.goto(`${product.url}/settings/profile`);
  await page.getByRole("link", { name: "Appearance" }).click();
  await page.getByRole("heading", { name: "Appearance" }).waitFor();
  await page.getByRole("link", { name: "Profile" }).click();
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Ann Other");

  await page
    .getByRole("link", { name: "Mail, ", exact: false })
    .or(page.getByRole("link", { name: "Mail", exact: true }))
    .first()
    .click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "hidden" });
  expect(await name.inputValue()).toBe("Ann Other");

  await page.goBack({ timeout: 1000, waitUntil: "commit" }).catch(() => undefined);
  await question.waitFor();
  await question.getByRole("button", { name: "Stay here" }).click();
  expect(page.url()).toContain("/settings/profile");

  await page.getByRole("link", { name: "Language and region" }).click();
  await question.getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByRole("heading", { name: "Language and region" }).waitFor();
  await page.getByRole("link", { name: "Profile" }).click();
  await page.getByRole("textbox", { name: "Name" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("ann");
  expect(page.faults).toEqual([]);
});

test("on a phone the sections are a list, and each has its way back", async () => {
  const phone = await openAs(product, ann, { width: 390, height: 844 });
  await phone.goto(`${product.url}/settings`);
  await phone.getByRole("link", { name: /Language and region/ }).click();
  await phone.getByText("Time zone").waitFor();
  await phone.getByRole("button", { name: "Back to all settings" }).click();
  await phone.getByRole("combobox", { name: "Search settings" }).fill("zone");
  await phone.getByRole("option", { name: /Time zone/ }).click();
  await phone.locator(".marked-setting", { hasText: "Time zone" }).waitFor();
  expect(phone.faults).toEqual([]);
  await phone.context().close();
});
