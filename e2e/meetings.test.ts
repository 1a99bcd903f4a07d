import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { browser, closeBrowser, openAs, type Opened, useFakeMicrophone } from "./harness/browser.ts";
import { hears, hearsNothing, join, sees } from "./harness/meeting.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
/** The pages of the meeting, which are beside those of the chat. */
let annMeets: Page;
let benMeets: Page;
let roomId: string;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  useFakeMicrophone();
  product = await startProduct();
  const annIs = await product.account("ann");
  const benIs = await product.account("ben");
  [ann, ben] = [await openAs(product, annIs), await openAs(product, benIs)];
  await ann.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ann.goto(`${product.url}/chat`);
  await ann.getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("School roof");
  await dialog.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await dialog.getByRole("button", { name: /ben@/ }).click();
  await dialog.getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  roomId = new URL(ann.url()).pathname.split("/").at(-1) ?? "";
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

async function beside(on: Opened, press: () => Promise<void>): Promise<Page> {
  const opened = on.context().waitForEvent("page");
  await press();
  const page = await opened;
  page.setDefaultTimeout(20_000);
  return page;
}

const bar = (page: Page) => page.getByRole("toolbar", { name: "Meeting controls" });

test("a call from a room rings, is answered, and both see and hear each other", async () => {
  annMeets = await beside(ann, () => ann.getByRole("button", { name: "Call", exact: true }).click());
  await annMeets.getByRole("heading", { name: "School roof" }).waitFor();
  await annMeets.getByText("1280 × 720").or(annMeets.getByText("640 × 480")).waitFor();
  await annMeets.screenshot({ path: path.join(shots, "meet-lobby-1440-dark.png") });
  expect(await askAxe(annMeets as Opened)).toEqual([]);
  await join(annMeets, "Begin");

  const card = ben.getByRole("region", { name: "Incoming calls" });
  await card.getByText("calls you to “School roof”").waitFor();
  await ben.screenshot({ path: path.join(shots, "meet-incoming-1440-light.png") });
  benMeets = await beside(ben, () => card.getByRole("link", { name: "Answer" }).click());
  await join(benMeets, "Join");
  await card.waitFor({ state: "detached" });

  await Promise.all([sees(annMeets, "ben"), sees(benMeets, "ann")]);
  await Promise.all([hears(annMeets), hears(benMeets)]);
  await annMeets.screenshot({ path: path.join(shots, "meet-call-1440-dark.png") });
  expect(await askAxe(annMeets as Opened)).toEqual([]);
});

test("who is muted is not heard, and is heard while Space is held", async () => {
  await annMeets.bringToFront();
  await annMeets.keyboard.press("d");
  await bar(annMeets).getByRole("button", { name: "Turn microphone on" }).waitFor();
  await benMeets.getByRole("article", { name: "ann" }).getByRole("img", { name: "Microphone off" }).waitFor();
  await hearsNothing(benMeets);
  await annMeets.keyboard.down("Space");
  await hears(benMeets);
  await annMeets.keyboard.up("Space");
  await hearsNothing(benMeets);
  await annMeets.keyboard.press("d");
  await hears(benMeets);
});

test("a camera that is turned off leaves the initials, and a hand is seen by the other", async () => {
  await annMeets.keyboard.press("e");
  const tile = benMeets.getByRole("article", { name: "ann" });
  await tile.locator("video").waitFor({ state: "detached" });
  await annMeets.keyboard.press("h");
  await tile.getByRole("img", { name: "Hand raised" }).waitFor();
  await annMeets.keyboard.press("h");
  await tile.getByRole("img", { name: "Hand raised" }).waitFor({ state: "detached" });
  await annMeets.keyboard.press("e");
  await sees(benMeets, "ann");
});

test("what is said in the meeting is said in the room", async () => {
  await benMeets.keyboard.press("t");
  const panel = benMeets.getByRole("complementary", { name: "Chat" });
  await panel.getByRole("textbox", { name: /Write to/ }).fill("Slides are in the folder");
  await benMeets.keyboard.press("Enter");
  await ann.getByRole("log").first().getByText("Slides are in the folder").waitFor();
});

test("a connection that is cut comes back by itself, with the same people", async () => {
  process.kill(await product.pidOf("http"), "SIGKILL");
  await annMeets.getByText("The connection is lost.").waitFor();
  await annMeets.getByText("The connection is lost.").waitFor({ state: "detached" });
  await sees(annMeets, "ben");
  await sees(benMeets, "ann");
  await expect.poll(() => benMeets.getByRole("main").getByRole("article").count()).toBe(2);
});

test("a guest by the link waits, is admitted, and is seen and heard", async () => {
  await annMeets.bringToFront();
  await annMeets.keyboard.press("p");
  await annMeets.getByRole("button", { name: "Copy link" }).click();
  await annMeets.getByText("Link copied.").first().waitFor();
  const address = await annMeets.evaluate<string>("navigator.clipboard.readText()");
  const context = await (await browser()).newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } });
  const gus = await context.newPage();
  gus.setDefaultTimeout(20_000);
  await gus.goto(address);
  await gus.getByLabel("Your name").fill("Gus Green");
  await gus.keyboard.press("Enter");
  await gus.getByRole("button", { name: "Ask to join" }).click();
  await gus.getByText("You wait until somebody lets you in.").waitFor();
  await gus.screenshot({ path: path.join(shots, "meet-waiting-390-dark.png") });
  await annMeets.screenshot({ path: path.join(shots, "meet-people-1440-dark.png") });
  await annMeets.getByRole("button", { name: "Admit Gus Green" }).click();
  await gus.getByRole("toolbar", { name: "Meeting controls" }).waitFor();
  await sees(annMeets, "Gus Green");
  await sees(gus, "ann");
  await hears(gus);
  await gus.screenshot({ path: path.join(shots, "meet-call-390-dark.png") });
  await gus.getByRole("button", { name: "Leave the meeting" }).click();
  await gus.getByRole("heading", { name: "You left" }).waitFor();
  await annMeets.getByRole("article", { name: "Gus Green" }).waitFor({ state: "detached" });
  await context.close();
});

test("after the last has left the room says how long it was, and how it was can be said", async () => {
  await benMeets.getByRole("button", { name: "Leave the meeting" }).click();
  await benMeets.getByRole("radio", { name: "4 stars" }).click();
  await benMeets.getByRole("checkbox", { name: "I heard others badly" }).click();
  await benMeets.screenshot({ path: path.join(shots, "meet-after-1440-dark.png") });
  await benMeets.getByRole("button", { name: "Send" }).click();
  await benMeets.getByText("Thank you.").waitFor();
  await annMeets.keyboard.press("Control+Shift+L");
  await annMeets.getByRole("heading", { name: "You left" }).waitFor();
  await ann.goto(`${product.url}/chat/${roomId}`);
  await ann
    .getByRole("log")
    .first()
    .getByText(/Meeting of ann, \d\d:\d\d/)
    .waitFor({ timeout: 60_000 });
});
