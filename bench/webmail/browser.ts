import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

const browserPath = "/usr/bin/chromium-headless-shell";
const waitMs = 30_000;
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What the probe watches for: selectors of a row of the list and of a shown message. */
export interface Watched {
  readonly row: string;
  readonly message: string;
}

/** Debian's Chromium, or the command that brings it. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  if (!existsSync(browserPath)) {
    throw new Error("Chromium is not here:\n\n  apt-get install -y --no-install-recommends chromium-headless-shell");
  }
  return chromium.launch({ executablePath: browserPath, args: [...flags, ...more] });
}

/** A window of its own, 1440 x 900, whose pages carry the probe. */
export async function newContext(browser: Browser, { row, message }: Watched): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ content: `globalThis.benchWatches = ${JSON.stringify({ row, message })};` });
  await context.addInitScript({ path: join(import.meta.dirname, "probe.js") });
  context.setDefaultTimeout(waitMs);
  return context;
}
