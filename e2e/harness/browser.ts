import { type Browser, chromium, type Page } from "playwright-core";
import type { Product } from "./product.ts";

/** Milliseconds that a page may take over anything: no measure of speed, which tests that mean it take themselves. */
const patience = 20_000;
let launched: Promise<Browser> | undefined;
/** Without a window: it draws the same and takes less of the processor, but shows no notifications. */
let program = "/usr/bin/chromium-headless-shell";

/** For tests of what the shell lacks; called before the first page. */
export function useWholeBrowser(): void {
  program = "/usr/bin/chromium";
}

let devices: readonly string[] = [];

/** For tests that record or meet: a microphone that beeps and a camera that moves, which nobody is asked about; called before the first page. */
export function useFakeMicrophone(): void {
  devices = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    // What finds people in a picture draws with WebGL, here without a graphics card.
    "--enable-unsafe-swiftshader",
    "--use-angle=swiftshader",
  ];
}

/** One Chromium for a test file. Nothing of it may reach the network beyond this machine. */
export function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? program,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...devices,
    ],
  });
  return launched;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}

export type Opened = Page & {
  /** Faults of the page and requests that left for another host: both must stay empty. */
  readonly faults: string[];
};

/** A page of somebody who has signed in. */
export async function openAs(
  product: Product,
  person: { address: string; password: string },
  size = { width: 1440, height: 900 },
): Promise<Opened> {
  const context = await (await browser()).newContext({
    baseURL: product.url,
    viewport: size,
    locale: "en-GB",
    timezoneId: "UTC",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(url.protocol) && url.hostname !== "127.0.0.1")
      faults.push(`request: ${request.url()}`);
  });
  await page.goto(product.url);
  await page.getByLabel("Address").fill(person.address);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/mail\//);
  return Object.assign(page, { faults });
}
