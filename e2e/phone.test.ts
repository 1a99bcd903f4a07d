// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;
let touch: (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) => Promise<void>;

const subjects = ["Roof", "Bridge", "Keys"];

beforeAll(async () => {
  product = await startProduct();
  const reader = await product.account("reader");
  for (const subject of subjects)
    await sendMail({
      port: product.ports.SMTP,
      from: "ana@lindenau.example",
      to: [reader.address],
      raw: `From: Ana Ortega <ana@lindenau.example>\r\nSubject: ${subject}\r\n\r\nAbout the ${subject.toLowerCase()}.\r\n`,
    });
  page = await openAs(product, reader, { width: 390, height: 844 });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  touch = async (type, x, y) => {
    const touchPoints = type === "touchEnd" ? [] : [{ x, y }];
    await devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (subject: string) => page.locator("[data-row]", { hasText: subject });
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);

/** Moves a finger over a row, and lets go. */
async function drag(subject: string, dx: number, dy: number): Promise<void> {
  const box = await row(subject).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 195, (box?.y ?? 0) + 20];
  await touch("touchStart", x, y);
  for (let step = 1; step <= 8; step++) await touch("touchMove", x + (dx * step) / 8, y + (dy * step) / 8);
  await touch("touchEnd", 0, 0);
}

test("a swipe archives, one to the other side puts into the trash, and Undo brings back", async () => {
  await row("Keys").waitFor();
  await drag("Keys", 140, 4);
  await until(() => row("Keys").count(), 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await row("Keys").waitFor();
  await drag("Bridge", -140, 4);
  await until(() => row("Bridge").count(), 0);
  await page.goto(`${product.url}/mail/trash`);
  await row("Bridge").waitFor();
  await page.goto(`${product.url}/mail/inbox`);
});

test("a swipe that is not far enough, or goes down, does nothing and opens nothing", async () => {
  await row("Roof").waitFor();
  await drag("Roof", 50, 2);
  await drag("Roof", 20, 160);
  await page.waitForTimeout(300);
  expect(await row("Roof").count()).toBe(1);
  expect(new URL(page.url()).pathname).toBe("/mail/inbox");
});

test("a list that is pulled down asks what is new", async () => {
  await row("Roof").waitFor();
  const asked = page.waitForRequest(/conversations\.changes/);
  await drag("Roof", 4, 320);
  await asked;
  expect(new URL(page.url()).pathname).toBe("/mail/inbox");
});

test("an open conversation turns to the next one, and from the edge back to the list, also over its text", async () => {
  const stroke = async (x: number, y: number, dx: number) => {
    await touch("touchStart", x, y);
    await touch("touchMove", x + dx, y + 2);
    await touch("touchEnd", 0, 0);
  };
  await row("Keys").click();
  const text = (words: string) => page.frameLocator("main article iframe").getByText(words);
  await text("About the keys.").waitFor();
  const over = await text("About the keys.").boundingBox();
  await stroke(250, (over?.y ?? 0) + 5, -150);
  await text("About the roof.").waitFor();
  await stroke(150, 90, 160);
  await text("About the keys.").waitFor();
  await stroke(8, 90, 200);
  await row("Roof").waitFor();
  expect(new URL(page.url()).pathname).toBe("/mail/inbox");
});

test("nothing is wider than the screen, and what is pressed is large enough", async () => {
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  const small: string[] = [];
  for (const one of await page.locator("button:not([role=checkbox]):visible, nav a:visible").all()) {
    const box = await one.boundingBox();
    if (box && box.width > 0 && box.height < 44) small.push(`${await one.ariaSnapshot()} ${Math.round(box.height)}`);
  }
  expect(small).toEqual([]);
});
