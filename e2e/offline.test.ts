// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let reader: { address: string; password: string };
let other: { address: string; password: string };
let page: Opened;

const subjects = ["Roof", "Bridge", "Keys"];

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  other = await product.account("other");
  for (const subject of subjects)
    await sendMail({
      port: product.ports.SMTP,
      from: "ana@lindenau.example",
      to: [reader.address],
      raw: `From: Ana Ortega <ana@lindenau.example>\r\nSubject: ${subject}\r\n\r\nAbout the ${subject.toLowerCase()}.\r\n`,
    });
  page = await openAs(product, reader, { width: 1440, height: 900 });
  await page.evaluate("navigator.serviceWorker.ready.then(() => null)");
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (subject: string) => page.locator("[data-row]", { hasText: subject });
const body = () => page.frameLocator("main article iframe");
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 100 }).toEqual(value);
const stored = async (store: string) =>
  Number(
    await page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open("carbyne-offline", 1);
      opening.onsuccess = () => {
        const counting = opening.result.transaction("${store}").objectStore("${store}").count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    })`),
  );

test("without a network a reload shows the list and the message that were open", async () => {
  await row("Bridge").click();
  await body().getByText("About the bridge.").waitFor();
  await until(() => stored("bodies"), 1);
  // Kept a moment after it came.
  await page.waitForTimeout(1_000);
  await page.context().setOffline(true);
  await page.reload();
  await row("Roof").waitFor();
  await body().getByText("About the bridge.").waitFor();
  await page.getByText("You are offline.").waitFor();
  // Nothing of the message may run or reach us: the frame has our origin only because it has no scripts.
  expect(await page.locator("main article iframe").getAttribute("sandbox")).not.toContain("allow-scripts");
});

test("what is written and done without a network waits, and is done once when there is one, after a reload too", async () => {
  // The next message opens, and is read: that waits too.
  await page.keyboard.press("e");
  await until(() => row("Bridge").count(), 0);
  await page.keyboard.press("c");
  const text = page.getByRole("textbox", { name: "Message text" });
  await text.waitFor();
  await page.getByRole("combobox", { name: "To" }).fill(other.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("From the train");
  await text.click();
  await page.keyboard.type("Written in a tunnel.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("3 things wait to be sent").waitFor();
  await page.reload();
  await page.getByText("3 things wait to be sent").waitFor();
  expect(await row("Bridge").count()).toBe(0);
  await page.context().setOffline(false);
  await until(() => stored("waiting"), 0);
  // The worker may have sent the message already, where the browser has Background Sync.
  await page
    .getByText(/^The [23] things that waited for the network are done/)
    .first()
    .waitFor();
  await page.goto(`${product.url}/mail/sent`);
  await row("From the train").waitFor();
  expect(await page.locator("[data-row]").count()).toBe(1);
  await page.goto(`${product.url}/mail/archive`);
  await row("Bridge").waitFor();
  const reading = await openAs(product, other);
  await expect.poll(() => reading.locator("[data-row]").count(), { timeout: 40_000 }).toBe(1);
  await reading.context().close();
});

test("nothing that was read stays on the device after signing out", async () => {
  await until(async () => (await stored("answers")) > 0, true);
  await page.getByRole("button", { name: "Account of reader" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  expect([await stored("answers"), await stored("bodies"), await stored("waiting")]).toEqual([0, 0, 0]);
  await page.context().setOffline(true);
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "Try again" }).waitFor();
  expect(await page.locator("[data-row]").count()).toBe(0);
});
