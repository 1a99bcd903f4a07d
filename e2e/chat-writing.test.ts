// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened, useFakeMicrophone } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  useFakeMicrophone();
  product = await startProduct();
  const [one, other] = [await product.account("ann"), await product.account("ben")];
  [ann, ben] = [await openAs(product, one, { width: 390, height: 844 }), await openAs(product, other)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

/** What the test asks of the page's player. */
interface Sound {
  muted: boolean;
  currentTime: number;
  play: () => Promise<void>;
}

const message = (on: Opened, text: string) =>
  on.getByRole("log").first().getByRole("article").filter({ hasText: text }).first();

test("what is said to the microphone is drawn, and heard by the other", async () => {
  await ann.goto(`${product.url}/chat`);
  await ann.getByRole("main").getByRole("button", { name: "Talk with somebody" }).click();
  await ann.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await ann.getByRole("dialog").getByRole("button", { name: /ben/ }).click();
  await ann.getByRole("textbox", { name: /Write to/ }).fill("Listen to this");
  await ann.keyboard.press("Enter");
  await message(ann, "Listen to this").waitFor();
  await ann.getByRole("button", { name: "Voice message", exact: true }).click();
  const bar = ann.getByRole("group", { name: "Voice message" });
  await expect.poll(() => bar.getByRole("timer").textContent(), { timeout: 20_000 }).toBe("0:02");
  await ann.screenshot({ path: path.join(shots, "chat-voice-recording-390.png") });
  await bar.getByRole("button", { name: "Send" }).click();

  await ben.goto(`${product.url}/chat`);
  await ben.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /ann/ }).click();
  const player = ben.getByLabel(/^Voice message of ann/);
  await player.waitFor();
  expect(await ben.locator("figure div > span").count()).toBe(64);
  await player.evaluate((audio: Sound) => {
    audio.muted = true;
    return audio.play();
  });
  await expect
    .poll(() => player.evaluate((audio: Sound) => audio.currentTime), { timeout: 20_000 })
    .toBeGreaterThan(0.5);
  await ben.screenshot({ path: path.join(shots, "chat-voice-1440.png") });
  for (const page of [ann, ben]) expect(await askAxe(page)).toEqual([]);
});

test("a recording that is discarded is sent to nobody, and the field is back", async () => {
  await ann.getByRole("button", { name: "Voice message", exact: true }).click();
  const bar = ann.getByRole("group", { name: "Voice message" });
  await expect.poll(() => bar.getByRole("timer").textContent(), { timeout: 20_000 }).toBe("0:01");
  await bar.getByRole("button", { name: "Discard the recording" }).click();
  await ann.getByRole("textbox", { name: /Write to/ }).waitFor();
  expect(await ann.getByLabel(/^Voice message of/).count()).toBe(1);
});

test("a recording that cannot be sent is kept, can be heard, and is sent by a press", async () => {
  await ann.context().setOffline(true);
  await ann.getByRole("button", { name: "Voice message", exact: true }).click();
  const bar = ann.getByRole("group", { name: "Voice message" });
  await expect.poll(() => bar.getByRole("timer").textContent(), { timeout: 20_000 }).toBe("0:01");
  await bar.getByRole("button", { name: "Send", exact: true }).click();
  const unsent = ann.getByRole("alert").filter({ hasText: "Not sent" });
  await unsent.getByLabel("Voice message").waitFor();
  await ann.screenshot({ path: path.join(shots, "chat-voice-unsent-1440.png") });
  await ann.context().setOffline(false);
  await unsent.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => ben.getByLabel(/^Voice message of/).count(), { timeout: 20_000 }).toBe(2);
  await expect.poll(() => unsent.count()).toBe(0);
});

test("what a message said before it was changed is shown to all who read it, the newest first", async () => {
  for (const text of ["Listen to **that**", "Listen to both"]) {
    await message(ann, "Listen to").click({ button: "right" });
    await ann.getByRole("menuitem", { name: "Edit", exact: true }).click();
    await ann.getByRole("textbox", { name: /Write to/ }).fill(text);
    await ann.keyboard.press("Enter");
    await message(ben, text.replaceAll("*", "")).waitFor();
  }
  await message(ben, "Listen to both").getByRole("button", { name: "(edited)" }).click();
  const before = ben.getByRole("dialog", { name: "What it said before" });
  await expect
    .poll(() => before.getByRole("listitem").allTextContents())
    .toEqual([expect.stringContaining("Listen to that"), expect.stringContaining("Listen to this")]);
  await before.locator("strong", { hasText: "that" }).waitFor();
  for (const theme of ["light", "dark"] as const) {
    await ben.emulateMedia({ colorScheme: theme });
    await ben.waitForTimeout(300);
    await ben.screenshot({ path: path.join(shots, `chat-edits-1440-${theme}.png`) });
  }
  expect(await askAxe(ben)).toEqual([]);
  await ben.keyboard.press("Escape");
  await before.waitFor({ state: "hidden" });
  expect(ben.faults).toEqual([]);
});
