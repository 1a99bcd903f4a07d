// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { idOf, makeRoom } from "./harness/chat-client.ts";
import { closeBrowser, openAs, type Opened, useFakeMicrophone } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { hears, hearsNothing, join, picturesOf, sees } from "./harness/meeting.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
let roomId: string;
let annIs: { address: string; password: string };
const shots = path.join(import.meta.dirname, "shots");
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  useFakeMicrophone();
  product = await startProduct();
  annIs = await product.account("ann");
  const benIs = await product.account("ben");
  const [annAt, benAt] = [await signIn(product.url, annIs), await signIn(product.url, benIs)];
  roomId = await makeRoom(product.url, annAt, [await idOf(product.url, benAt)]);
  [ann, ben] = [await openAs(product, annIs), await openAs(product, benIs)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const inMeeting = (page: Page) => page.getByRole("toolbar", { name: "Meeting controls" });
const more = async (page: Page, entry: string) => {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
};

test("the page of meetings lists the rooms, and the lobby shows what is seen and heard", async () => {
  await ann.goto(`${product.url}/meet`);
  await ann.getByRole("link", { name: "Meet in Roof" }).waitFor();
  const looks = [desk, phone].flatMap((size) => [
    { size, scheme: "light" as const },
    { size, scheme: "dark" as const },
  ]);
  expect(await lookAt(ann, looks, path.join(shots, "meet-home"))).toEqual([]);
  await ann.getByRole("link", { name: "Meet in Roof" }).click();
  await ann.getByRole("meter", { name: "Microphone level" }).waitFor();
  await expect
    .poll(() => ann.getByRole("meter", { name: "Microphone level" }).getAttribute("aria-valuenow"))
    .not.toBe("0");
  expect(
    await lookAt(
      ann,
      [desk, phone].map((size) => ({ size, scheme: "light" as const })),
      path.join(shots, "meet-lobby"),
    ),
  ).toEqual([]);
  await join(ann, "Begin");
});

test("somebody joins who was not called", async () => {
  await ben.goto(`${product.url}/meet/${roomId}`);
  await join(ben, "Join");
  await sees(ann, "ben");
});

test("a moderator mutes, asks, and lowers a hand", async () => {
  await ben.keyboard.press("h");
  await ann.getByRole("article", { name: "ben" }).getByRole("img", { name: "Hand raised" }).waitFor();
  const act = async (entry: string) => {
    await ann.getByRole("article", { name: "ben" }).hover();
    await ann.getByRole("button", { name: "More for ben" }).first().click();
    await ann.getByRole("menuitem", { name: entry, exact: true }).click();
  };
  await act("Lower their hand");
  await ben.getByText("ann lowered your hand.").first().waitFor();
  await act("Mute");
  await ben.getByText("ann muted you.").first().waitFor();
  await hearsNothing(ann);
  await act("Ask to unmute");
  await ben.getByRole("button", { name: "Turn on", exact: true }).click();
  await hears(ann);
});

test("a moderator shows somebody large to everybody, and no longer", async () => {
  await ann.getByRole("article", { name: "ben" }).hover();
  await ann.getByRole("button", { name: "More for ben" }).first().click();
  await ann.getByRole("menuitem", { name: "Show large to everybody", exact: true }).click();
  for (const page of [ann, ben]) await page.getByRole("img", { name: "Large for everybody" }).waitFor();
  await ann.getByRole("article", { name: "ben" }).hover();
  await ann.getByRole("button", { name: "More for ben" }).first().click();
  await ann.getByRole("menuitem", { name: "No longer large to everybody" }).click();
  for (const page of [ann, ben])
    await page.getByRole("img", { name: "Large for everybody" }).waitFor({ state: "detached" });
});

test("what is waved with rises at both, and layouts are chosen", async () => {
  await ben.keyboard.press("r");
  await ben.getByRole("button", { name: "React with 🎉" }).click();
  await ann.getByText("🎉").first().waitFor();
  for (const layout of ["Who speaks", "Side by side", "Screen", "Grid"]) {
    await ann.getByRole("button", { name: layout, exact: true }).click();
    await ann.waitForTimeout(200);
    await ann.screenshot({ path: path.join(shots, `meet-layout-${layout.replaceAll(" ", "-").toLowerCase()}.png`) });
    await sees(ann, "ben");
  }
  await ann.getByRole("button", { name: "Grid", exact: true }).click();
});

test("groups talk by themselves, are told something, and come back", async () => {
  await more(ann, "Groups");
  const dialog = ann.getByRole("dialog", { name: "Groups" });
  await dialog.getByRole("combobox", { name: "Group of ann" }).click();
  await ann.getByRole("option", { name: "Stays with all" }).click();
  await dialog.getByRole("button", { name: "Begin groups" }).click();
  await ann.getByRole("article", { name: "ben" }).waitFor({ state: "detached" });
  await inMeeting(ben).waitFor();
  await more(ann, "Groups");
  await dialog.getByText("here", { exact: true }).waitFor();
  await ann.screenshot({ path: path.join(shots, "meet-groups-1440-dark.png") });
  await dialog.getByRole("textbox", { name: "Say something to all groups" }).fill("Two minutes left");
  await dialog.getByRole("button", { name: "Tell all" }).click();
  await ben.getByText("Two minutes left").waitFor();
  await dialog.getByRole("button", { name: "Call everybody back" }).click();
  await ann.keyboard.press("Escape");
  await sees(ann, "ben");
  await sees(ben, "ann");
});

test("a screen is shared, large at the others, and ends", async () => {
  await ben.keyboard.press("s");
  await sees(ann, "Screen of ben");
  await ann.screenshot({ path: path.join(shots, "meet-screen-1440-dark.png") });
  await ben.keyboard.press("s");
  await ann.getByRole("article", { name: "Screen of ben" }).waitFor({ state: "detached" });
});

test("who comes in from another place may move there", async () => {
  const other = await openAs(product, annIs);
  await other.goto(`${product.url}/meet/${roomId}`);
  await other.getByText("You are in this meeting already").waitFor();
  await other.getByRole("button", { name: "Move here" }).click();
  await inMeeting(other).waitFor();
  await ann.getByRole("heading", { name: "You go on in another place" }).waitFor();
  await sees(ben, "ann");
  await expect.poll(() => ben.getByRole("main").getByRole("article").count()).toBe(2);
  await other.getByRole("button", { name: "People", exact: true }).first().click();
  await more(other, "End for everybody");
  await ben.getByRole("heading", { name: "The meeting is over" }).waitFor();
  expect((await ask(product.url, "meetings.end", { roomId })).status).toBe(401);
});

test("a background is made soft and noise taken out, with what lies on our own server", async () => {
  const cem = await openAs(product, annIs);
  await ben.goto(`${product.url}/meet/${roomId}`);
  await ben.getByRole("switch", { name: "Reduce noise" }).click();
  await ben.getByRole("switch", { name: "Blur my background" }).click();
  await ben.getByRole("button", { name: "Show my background" }).waitFor();
  await ben.getByText("Mirror view, only for you").waitFor({ timeout: 40_000 });
  await join(ben, "Begin");
  await cem.goto(`${product.url}/meet/${roomId}`);
  await join(cem, "Join");
  // Without a graphics card it is slow.
  await expect.poll(() => picturesOf(cem, "ben"), { timeout: 40_000 }).toBeGreaterThan(3);
  // The fake microphone beeps, which is no voice.
  await hearsNothing(cem);
  await ben.getByRole("button", { name: "Choose microphone and speaker" }).click();
  await ben.getByRole("menuitemcheckbox", { name: "Reduce noise" }).click();
  await hears(cem);
  expect(ben.faults.filter((fault) => !fault.includes("GL Driver"))).toEqual([]);
  await cem.screenshot({ path: path.join(shots, "meet-blurred-1440-dark.png") });
});
