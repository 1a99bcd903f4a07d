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
  await rooms(ben).getByRole("link", { name: /ann/ }).click();
  await said(ben, "Good morning Ben").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const field = (on: Opened) => on.getByRole("textbox", { name: /Write to/ });
const rooms = (on: Opened) => on.getByRole("navigation", { name: "Rooms" });
const said = (on: Opened, text: string) =>
  on.getByRole("log").first().getByRole("article").filter({ hasText: text }).first();

/** At 1440 px in light and at 390 px in dark. */
async function picture(on: Opened, name: string): Promise<void> {
  await on.screenshot({ path: path.join(shots, `${name}-1440-light.png`) });
  await on.setViewportSize({ width: 390, height: 844 });
  await on.emulateMedia({ colorScheme: "dark" });
  await on.screenshot({ path: path.join(shots, `${name}-390-dark.png`) });
  await on.setViewportSize({ width: 1440, height: 900 });
  await on.emulateMedia({ colorScheme: "light" });
}

test("what one says of oneself is seen by another at once, beside the name and in the people of the room", async () => {
  await rooms(ann).getByRole("button", { name: "Set a status" }).click();
  await ann.getByRole("menuitem", { name: "Set a status" }).click();
  await ann.getByRole("button", { name: /Working from home/ }).click();
  await ann.getByRole("textbox", { name: "What are you up to?" }).fill("Working from the lake house");
  await picture(ann, "chat-status-dialog");
  await ann.getByRole("button", { name: "Save", exact: true }).click();
  await rooms(ben).getByRole("img", { name: "🏡 Working from the lake house" }).waitFor();
  await ben.getByRole("main").getByText("🏡 Working from the lake house").first().waitFor();
  await rooms(ann)
    .getByRole("button", { name: /Change status: 🏡 Working from the lake house/ })
    .waitFor();
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  await ben.getByRole("complementary", { name: "Details" }).getByText("🏡 Working from the lake house").waitFor();
});

test("while one is not to be disturbed, others see it, and nothing is told, but all is counted", async () => {
  await ann.getByRole("button", { name: /Account of/ }).click();
  await ann.getByRole("menuitem", { name: "Do not disturb" }).press("ArrowRight");
  await ann.getByRole("menuitem", { name: "Until I switch it off" }).press("Enter");
  await rooms(ben).getByRole("img", { name: "Do not disturb" }).waitFor();
  await ann.getByRole("button", { name: /Account of/ }).click();
  await picture(ann, "chat-rest-menu");
  await ann.keyboard.press("Escape");
  await picture(ben, "chat-status-seen");
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  const elsewhere = async () => {
    // What comes before the page hears of anything is unread there, and no news.
    const hears = ann.waitForEvent("websocket").then((socket) =>
      socket.waitForEvent("framereceived", {
        predicate: ({ payload }) => String(payload).includes('"what":"rooms"'),
      }),
    );
    await ann.goto(`${product.url}/chat/with/nobody`);
    await hears;
  };
  await elsewhere();
  await field(ben).fill("Are you there?");
  await ben.keyboard.press("Enter");
  await expect.poll(() => ann.title(), { timeout: 10_000 }).toMatch(/^\(1\) /);
  expect(await ann.getByText("ben: Are you there?").count()).toBe(0);
  await ann.getByRole("button", { name: /Account of/ }).click();
  await ann.getByRole("menuitem", { name: "Switch off do not disturb" }).click();
  await rooms(ben).getByRole("img", { name: "Do not disturb" }).waitFor({ state: "detached" });
  await field(ben).fill("Now you are");
  await ben.keyboard.press("Enter");
  await ann.getByText("ben: Now you are").first().waitFor();
  // The browser complains of the drawing that was refused.
  expect([...ann.faults, ...ben.faults].filter((fault) => !fault.includes("/picture"))).toEqual([]);
});

test("a room has a picture, which all in it see at once, and which is taken away again", async () => {
  await ann.goto(`${product.url}/chat`);
  await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("School roof");
  await dialog.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await dialog.getByRole("button", { name: /ben@/ }).click();
  await dialog.getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  await ann.getByRole("button", { name: "More", exact: true }).click();
  await ann.getByRole("menuitem", { name: "Change" }).click();
  const photo = { name: "roof.png", mimeType: "image/png", buffer: await ann.screenshot() };
  await dialog.locator("input[type=file]").setInputFiles({ ...photo, buffer: Buffer.from("<svg/>") });
  await dialog.getByRole("alert").getByText("This is not a picture").waitFor();
  await dialog.locator("input[type=file]").setInputFiles(photo);
  await dialog.getByRole("button", { name: "Remove the picture" }).waitFor();
  await picture(ann, "chat-picture-dialog");
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .locator("img")
    .waitFor();
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .click();
  await ben.getByRole("main").getByRole("heading", { level: 1 }).locator("img").waitFor();
  const side = () => ben.evaluate("document.querySelector('main h1 img')?.naturalWidth");
  await expect.poll(side, { timeout: 10_000 }).toBe(256);
  await ben.getByText("ann changed the picture").waitFor();
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  await picture(ben, "chat-picture-seen");
  await ben.getByRole("button", { name: "Details", exact: true }).click();
  await dialog.getByRole("button", { name: "Remove the picture" }).click();
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .locator("img")
    .waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Cancel" }).first().click();
});

test("what one says is sent, then delivered once a page of the other had it, then read, and one sees who has it", async () => {
  const link = (name: RegExp) => rooms(ann).getByRole("link", { name });
  await ben.goto("about:blank");
  await link(/ben/).click();
  await field(ann).fill("Do you have the plan?");
  await ann.keyboard.press("Enter");
  const state = (words: string) => ann.getByRole("button", { name: words, exact: true });
  await state("Sent").waitFor();
  await ben.goto(`${product.url}/files`);
  await state("Delivered").waitFor();
  await state("Delivered").click();
  const dialog = ann.getByRole("dialog", { name: "Who has it" });
  await dialog.getByRole("list", { name: "Delivered" }).getByText("ben").waitFor();
  await picture(ann, "chat-delivered");
  await ann.keyboard.press("Escape");
  await ben.goto(`${product.url}/chat`);
  await rooms(ben).getByRole("link", { name: /ann/ }).click();
  await state("Read").waitFor();
  await picture(ann, "chat-read");
  // The browser complains of the drawing that was refused.
  expect([...ann.faults, ...ben.faults].filter((fault) => !fault.includes("/picture"))).toEqual([]);
});
