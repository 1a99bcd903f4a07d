// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const [one, other] = [await product.account("ann"), await product.account("ben")];
  [ann, ben] = [await openAs(product, one), await openAs(product, other)];
  await ann.goto(`${product.url}/chat`);
  await ann.getByRole("main").getByRole("button", { name: "Talk with somebody" }).click();
  await ann.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await ann.getByRole("dialog").getByRole("button", { name: /ben/ }).click();
  await field(ann).fill("Good morning Ben");
  await ann.keyboard.press("Enter");
  await ben.goto(`${product.url}/chat`);
  await ben.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /ann/ }).click();
  await said(ben, "Good morning Ben").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const field = (on: Opened) => on.getByRole("textbox", { name: /Write to/ });
const said = (on: Opened, text: string) =>
  on.getByRole("log").first().getByRole("article").filter({ hasText: text }).first();
const typing = (on: Opened) => on.getByText(/is typing…/);

test("one sees that the other is typing, until what they typed is there or they stop", async () => {
  await field(ann).pressSequentially("I have the keys");
  await typing(ben).waitFor();
  expect(await typing(ben).textContent()).toMatch(/^ann.* is typing…$/i);
  expect(await typing(ann).count()).toBe(0);
  await ben.screenshot({ path: path.join(shots, "chat-typing-1440-light.png") });
  await ben.setViewportSize({ width: 390, height: 844 });
  await ben.emulateMedia({ colorScheme: "dark" });
  await field(ann).pressSequentially(" here");
  await typing(ben).waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-typing-390-dark.png") });
  await ben.setViewportSize({ width: 1440, height: 900 });
  await ben.emulateMedia({ colorScheme: "light" });
  await ann.keyboard.press("Enter");
  await said(ben, "I have the keys here").waitFor();
  expect(await typing(ben).count()).toBe(0);
  await ben.waitForTimeout(3000);
  await field(ben).pressSequentially("Th");
  await typing(ann).waitFor();
  const begun = Date.now();
  await typing(ann).waitFor({ state: "detached" });
  expect(Date.now() - begun).toBeLessThan(8000);
});

test("one sees who is there, and when they were last", async () => {
  const rooms = (on: Opened) => on.getByRole("navigation", { name: "Rooms" });
  await rooms(ben).getByRole("img", { name: "Online" }).waitFor();
  await ben.getByText("Online", { exact: true }).waitFor();
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  await ben.getByRole("complementary", { name: "Details" }).getByRole("img", { name: "Online" }).first().waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-there-1440-light.png") });
  await ben.emulateMedia({ colorScheme: "dark" });
  await ben.screenshot({ path: path.join(shots, "chat-there-1440-dark.png") });
  await ben.emulateMedia({ colorScheme: "light" });
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  const url = ann.url();
  await ann.goto("about:blank");
  await ben.getByText(/^Last seen/).waitFor();
  expect(
    await rooms(ben)
      .getByRole("img", { name: /Online|Away/ })
      .count(),
  ).toBe(0);
  await ben.setViewportSize({ width: 390, height: 844 });
  await ben.screenshot({ path: path.join(shots, "chat-last-seen-390-light.png") });
  await ben.setViewportSize({ width: 1440, height: 900 });
  await ann.goto(url);
  await rooms(ben).getByRole("img", { name: "Online" }).waitFor();
});

test("who hides that they are there is not seen, and sees nobody", async () => {
  const url = ann.url();
  await ann.goto(`${product.url}/settings/notifications`);
  await ann.getByRole("switch", { name: "That I am there" }).click();
  await ann.goto(url);
  await expect.poll(() => ben.getByRole("img", { name: /Online|Away/ }).count()).toBe(0);
  await ann.getByRole("heading", { name: /ben/, level: 1 }).waitFor();
  await ann.waitForTimeout(1000);
  expect(await ann.getByRole("img", { name: /Online|Away/ }).count()).toBe(0);
  expect(await ann.getByText(/^Last seen/).count()).toBe(0);
});

test("who does not let it be seen that they type is not told, and sees nobody type", async () => {
  await ann.goto(`${product.url}/settings/notifications`);
  await ann.getByRole("switch", { name: "That I am typing" }).click();
  await ann.goBack();
  await field(ann).pressSequentially("Hidden");
  await ben.waitForTimeout(1500);
  expect(await typing(ben).count()).toBe(0);
  await field(ben).pressSequentially("en");
  await ann.waitForTimeout(1500);
  expect(await typing(ann).count()).toBe(0);
  expect([...ann.faults, ...ben.faults]).toEqual([]);
});

test("what is said in a room that one does not look at is told in the page, and by the browser while the page is hidden", async () => {
  // What comes before the page hears of anything is unread there, and no news.
  const hears = ben
    .waitForEvent("websocket")
    .then((socket) =>
      socket.waitForEvent("framereceived", { predicate: ({ payload }) => String(payload).includes('"what":"rooms"') }),
    );
  await ben.goto(`${product.url}/settings/notifications`);
  await hears;
  await field(ann).fill("Where are you?");
  await ann.keyboard.press("Enter");
  const told = ben.getByText(/^ann: Where are you\?$/);
  await told.waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-told-1440-light.png") });
  await ben.getByRole("button", { name: "Open", exact: true }).click();
  await said(ben, "Where are you?").waitFor();
  // What is before one's eyes is not told.
  await field(ann).fill("Here?");
  await ann.keyboard.press("Enter");
  await said(ben, "Here?").waitFor();
  expect(await ben.getByText(/^ann: Here\?$/).count()).toBe(0);
  await ben.evaluate(`{
    window.notices = [];
    window.Notification = class extends EventTarget {
      static permission = "granted";
      constructor(title, { body }) {
        super();
        window.notices.push(title + " / " + body);
      }
    };
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  }`);
  await field(ann).fill("Hello?");
  await ann.keyboard.press("Enter");
  await expect
    .poll(() => ben.evaluate("window.notices"), { timeout: 10_000 })
    .toEqual([expect.stringMatching(/^ann \/ Hello\?$/)]);
  const url = ben.url();
  await ben.goto(`${product.url}/chat/with/nobody`);
  await field(ann).fill("Unread");
  await ann.keyboard.press("Enter");
  await expect.poll(() => ben.title()).toMatch(/^\(1\) /);
  await ben.goto(url);
  await said(ben, "Unread").waitFor();
});
