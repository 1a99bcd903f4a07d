import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Round, SoloBench } from "../bench.ts";
import { appendCorpus } from "../fetch/fill.ts";
import { makeCorpus } from "../load/corpus.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { screen, signIn } from "./screen.ts";

const messages = 10_000;
const rounds = 3;
const opened = 10;
const waitMs = 30_000;
const browserPath = "/usr/bin/chromium";
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a person waits for a folder of 10,000 messages, and for the message that they click. */
export const webmail: SoloBench = {
  kind: "solo",
  name: "webmail",
  async run(onCleanUp) {
    if (!existsSync(browserPath)) {
      throw new Error("Chromium is not here:\n\n  apt-get install -y --no-install-recommends chromium");
    }
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const account = accountFor(0);
    await appendCorpus(ours, account, makeCorpus({ count: messages, seed: 77, recipient: () => account.user }));

    const browser = await chromium.launch({ executablePath: browserPath, args: flags });
    onCleanUp(() => browser.close());
    const origin = `http://127.0.0.1:${ours.httpPort}`;
    const context = await newContext(browser);
    const first = await context.newPage();
    await signIn(first, origin, account.user, account.password);
    await listTime(first, origin); // warm-up: the server's caches and its compiler
    await first.close();

    const lists: Round[] = [];
    const opens: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      // A new page each time; the cookie and the HTTP cache stay, as on a working day.
      const page = await context.newPage();
      lists.push(
        await soloRound(`webmail: round ${round} list s`, async () => ({
          figure: await listTime(page, origin),
          parts: {},
        })),
      );
      opens.push(await soloRound(`webmail: round ${round} open ms`, () => openTimes(page)));
      await page.close();
    }
    return [
      { label: "list", unit: "s", aim: 1, rounds: lists },
      { label: "open", unit: "ms", aim: 100, rounds: opens },
    ];
  },
};

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ content: `globalThis.benchWatches = ${JSON.stringify(screen)};` });
  await context.addInitScript({ path: join(import.meta.dirname, "probe.js") });
  context.setDefaultTimeout(waitMs);
  return context;
}

/** Seconds from the start of the navigation until rows are painted and the main thread is free to take a click. */
async function listTime(page: Page, origin: string): Promise<number> {
  await page.goto(origin + screen.mailPath, { waitUntil: "commit" });
  const found = await page.waitForFunction(() => Reflect.get(globalThis, "benchListMs"));
  return Number(await found.jsonValue()) / 1000;
}

/** The median of clicks on different rows, in ms from the press of the button to the painted message. */
async function openTimes(page: Page): Promise<{ figure: number; parts: Record<string, number> }> {
  const times: number[] = [];
  for (let index = 1; index <= opened; index++) {
    await page.evaluate(() => Reflect.deleteProperty(globalThis, "benchMessageMs"));
    await page.locator(screen.row).nth(index).click();
    const found = await page.waitForFunction(() => Reflect.get(globalThis, "benchMessageMs"));
    times.push(Number(await found.jsonValue()));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { figure: at(0.5), parts: { "fastest ms": at(0), "slowest ms": at(1) } };
}
