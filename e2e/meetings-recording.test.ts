import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { signIn } from "./harness/api.ts";
import { idOf, makeRoom } from "./harness/chat-client.ts";
import { closeBrowser, openAs, type Opened, useFakeMicrophone } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { hears, join, sees } from "./harness/meeting.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { looks } from "./harness/writer.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
let eve: Opened;
let roomId: string;
let recordedMs = 0;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  useFakeMicrophone();
  product = await startProduct();
  const [annIs, benIs, eveIs] = [
    await product.account("ann"),
    await product.account("ben"),
    await product.account("eve"),
  ];
  const [annAt, benAt] = [await signIn(product.url, annIs), await signIn(product.url, benIs)];
  roomId = await makeRoom(product.url, annAt, [await idOf(product.url, benAt)]);
  [ann, ben, eve] = [await openAs(product, annIs), await openAs(product, benIs), await openAs(product, eveIs)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const choose = async (page: Page, name: string) => {
  await page.getByRole("toolbar", { name: "Meeting controls" }).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name }).click();
};

test("a moderator records, everybody is told, and who comes later sees it before", async () => {
  await ann.goto(`${product.url}/meet/${roomId}`);
  await join(ann, "Begin");
  await choose(ann, "Record");
  await ann
    .getByText(/^Recording \d/)
    .first()
    .waitFor();
  const begun = performance.now();
  await ben.goto(`${product.url}/meet/${roomId}`);
  await ben.getByText("By joining you agree.").waitFor();
  await ben.screenshot({ path: path.join(shots, "meet-lobby-recorded-1440-dark.png") });
  await join(ben, "Join");
  await Promise.all([sees(ann, "ben"), sees(ben, "ann"), hears(ben)]);
  await ben
    .getByText(/^Recording \d/)
    .first()
    .waitFor();
  await ben.waitForTimeout(4000);
  await ben.screenshot({ path: path.join(shots, "meet-recorded-1440-dark.png") });
  expect(await askAxe(ben)).toEqual([]);
  await choose(ann, "Stop recording");
  await ben
    .getByText(/^Recording \d/)
    .first()
    .waitFor({ state: "detached" });
  recordedMs = performance.now() - begun;
});

test("the film is in the room and in Files, as long as it was, with both in it and their sound", {
  timeout: 150_000,
}, async () => {
  await ben.goto(`${product.url}/chat/${roomId}`);
  const link = ben.getByRole("link", { name: "Watch" });
  await link.waitFor({ timeout: 90_000 });
  await link.click();
  await ben.getByRole("heading", { name: /Roof/ }).waitFor();
  const length = () => ben.evaluate<number>("document.querySelector('video').duration");
  await expect.poll(length).toBeGreaterThan(4);
  const seconds = Number(await length());
  expect(Math.abs(seconds - recordedMs / 1000)).toBeLessThan(2);
  await ben.evaluate(
    "(() => { const film = document.querySelector('video'); film.muted = true; return film.play(); })()",
  );
  await expect
    .poll(() => ben.evaluate<number>("document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames"))
    .toBeGreaterThan(20);
  expect(await lookAt(ben, looks, path.join(shots, "recording"))).toEqual([]);

  const film = await ben.request.get(`${product.url}/recordings/${ben.url().split("/").at(-1)}/film`);
  const file = path.join(shots, "film.mp4");
  writeFileSync(file, await film.body());
  const { stdout } = await promisify(execFile)("ffprobe", [
    "-v",
    "error",
    "-show_entries",
    "stream=codec_name",
    "-of",
    "csv=p=0",
    file,
  ]);
  // The third is the chapters.
  expect(stdout.trim().split("\n").toSorted()).toEqual(["aac", "bin_data", "h264"]);
  await ann.goto(`${product.url}/files`);
  await ann.locator("[data-row]", { hasText: "Recordings" }).waitFor();
});

test("nobody else watches it, and only parts are sent where parts are asked for", async () => {
  const address = `${product.url}/recordings/${ben.url().split("/").at(-1)}/film`;
  expect((await eve.request.get(address)).status()).toBe(404);
  const part = await ben.request.get(address, { headers: { range: "bytes=0-99" } });
  expect([part.status(), (await part.body()).length]).toEqual([206, 100]);
});
