// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let admin: Opened;
let ann: Opened;
const shots = path.join(import.meta.dirname, "shots");
const looks: readonly Look[] = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 1440, height: 900 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "light" },
];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const person = await product.account("ann");
  [admin, ann] = [await openAs(product, product.admin), await openAs(product, person)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const rule = (name: string) => admin.getByRole("switch", { name, exact: true });
const room = async () => {
  await ann.reload();
  await ann.getByRole("textbox", { name: /Write to/ }).waitFor();
};
const has = (name: string) => ann.getByRole("button", { name, exact: true }).count();

test("an administrator sees what holds of the chat, and how it looks in any light", async () => {
  await admin.goto(`${product.url}/admin/chat`);
  await rule("Polls").waitFor();
  expect(await rule("Polls").isChecked()).toBe(true);
  expect(await lookAt(admin, looks, path.join(shots, "admin-chat"))).toEqual([]);
});

test("polls and voice are switched off for a domain: they are gone from rooms, and come back as inherited", async () => {
  await ann.goto(`${product.url}/chat`);
  await ann.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "New group or channel" }).click();
  await ann.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Town hall");
  await ann.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "Town hall", level: 1 }).waitFor();
  await room();
  expect([await has("Ask in a poll"), await has("Voice message")]).toEqual([1, 1]);
  await admin.getByRole("combobox", { name: "Where it holds" }).click();
  await admin.getByRole("option", { name: product.domain }).click();
  for (const name of ["Polls", "Voice messages"]) {
    await rule(name).click();
    await admin.getByRole("button", { name: `${name}: as inherited` }).waitFor();
  }
  await room();
  expect([await has("Ask in a poll"), await has("Voice message")]).toEqual([0, 0]);
  await admin.getByRole("button", { name: "Polls: as inherited" }).click();
  await expect.poll(() => rule("Polls").isChecked()).toBe(true);
  await room();
  expect([await has("Ask in a poll"), await has("Voice message")]).toEqual([1, 0]);
});

test("a number holds once the field is left; what is none says what it may be", async () => {
  const field = admin.getByRole("textbox", { name: "People in a room" });
  await field.fill("many");
  await admin.getByText("A whole number from 2 to 10,000.").waitFor();
  await field.fill("25");
  await admin.keyboard.press("Enter");
  await admin.getByRole("button", { name: "People in a room: as inherited" }).waitFor();
  await admin.reload();
  await expect.poll(() => admin.getByRole("textbox", { name: "People in a room" }).inputValue()).toBe("25");
});
