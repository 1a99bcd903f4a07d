import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import type { Measured, Round, SoloBench } from "../bench.ts";
import { writeOurs } from "../collab/our-editor.ts";
import { createDocument } from "../collab/seed.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser } from "../webmail/browser.ts";
import { signIn } from "../webmail/screen.ts";
import { type LongText, longText } from "./long-text.ts";

const rounds = 3;
const letters = 200;
const pauseMs = 60;
const text = ".doc-text";

/** How long a person waits for a text of 200 pages, and for each letter that they write in its middle. */
export const docOpen: SoloBench = {
  kind: "solo",
  name: "doc-open",
  async run(onCleanUp) {
    // Pictures come as soon as they can: what is measured is our work, and not how long a screen of 60 Hz lets one wait.
    const browser = await launchBrowser(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
    onCleanUp(() => browser.close());
    const account = accountFor(0);
    const ours = await createOurs({ people: [account] });
    onCleanUp(() => ours.destroy());
    await ours.start();
    const origin = `http://127.0.0.1:${ours.httpPort}`;
    const long = longText();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript({
      content: `globalThis.benchText = ${JSON.stringify({ text, blocks: long.blocks })};`,
    });
    await context.addInitScript({ path: join(import.meta.dirname, "probe.js") });
    const first = await context.newPage();
    await signIn(first, origin, account);
    const address = await makeDocument(context, { port: ours.httpPort, origin, long });
    await first.close();
    await opened(context, { address, isFirst: true }); // warm-up: the server's caches and its compiler

    const [firsts, agains, keys]: [Round[], Round[], Round[]] = [[], [], []];
    for (let round = 1; round <= rounds; round++) {
      const on = (what: string, measure: () => Promise<Measured>) =>
        soloRound(`doc-open: round ${round} ${what}`, measure);
      firsts.push(await on("opened for the first time s", () => opened(context, { address, isFirst: true })));
      agains.push(await on("opened again s", () => opened(context, { address, isFirst: false })));
      keys.push(await on("a letter ms", () => written(context, { address, blocks: long.blocks })));
    }
    return [
      { label: "opened for the first time", unit: "s", aim: 1, rounds: firsts },
      { label: "opened again", unit: "s", aim: 1, rounds: agains },
      { label: "a letter, 95th percentile", unit: "ms", aim: 16, rounds: keys },
    ];
  },
};

/** Makes the document over the API and writes the text into it as an editor does; returns where it is opened. */
async function makeDocument(
  context: BrowserContext,
  { port, origin, long }: { port: number; origin: string; long: LongText },
): Promise<string> {
  const secret = (await context.cookies()).find(({ name }) => name === "carbyne")?.value ?? "";
  const id = await createDocument(port, { secret });
  await writeOurs({ port, secret, document: `${id}/1` }, long.update);
  console.log(`doc-open: ${long.blocks} blocks, ${long.words} words, ${long.update.length} bytes`);
  return `${origin}/docs/${id}`;
}

type Opening = { readonly address: string; readonly isFirst: boolean };

/** Seconds until the text may be written, in a page of its own. What the browser keeps of a document is there only the second time. */
async function opened(context: BrowserContext, { address, isFirst }: Opening): Promise<Measured> {
  const page = await context.newPage();
  if (isFirst) await forget(page, address);
  await page.goto(address, { waitUntil: "commit" });
  const figure = (await probed(page, "benchOpenMs")) / 1000;
  const shown = (await probed(page, "benchShownMs")) / 1000;
  // It is kept in the browser a moment later.
  await page.waitForTimeout(1500);
  await page.close();
  return { figure, parts: { "shown s": shown } };
}

/** Lets the browser forget all documents, on a page of ours that has none open. */
async function forget(page: Page, address: string): Promise<void> {
  await page.goto(new URL("/docs", address).href);
  await page.evaluate(`indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = resolve;
    asked.onerror = reject;
  }))))`);
}

/** The 95th percentile of 200 letters in the middle of the text, in ms from the press of the key to the painted letter. */
async function written(
  context: BrowserContext,
  { address, blocks }: { address: string; blocks: number },
): Promise<Measured> {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await probed(page, "benchOpenMs");
  await page.waitForTimeout(1500);
  // Its middle, where a paragraph is.
  const middle = page.locator(`${text} > p`).nth(Math.floor(blocks / 2.4));
  await middle.click();
  await page.waitForTimeout(500);
  await page.evaluate("void (benchKeys.length = 0)");
  const typed = "abcde fghi ".repeat(letters).slice(0, letters);
  await page.keyboard.type(typed, { delay: pauseMs });
  await page.waitForTimeout(500);
  if (!(await middle.textContent())?.includes(typed.trim())) throw new Error("what was typed is not there");
  const keys = JSON.parse(String(await page.evaluate("JSON.stringify(benchKeys)"))) as {
    paintedMs: number;
    waitedMs: number;
  }[];
  await page.close();
  if (keys.length < letters) throw new Error(`only ${keys.length} letters were seen`);
  const times = keys.map(({ paintedMs }) => paintedMs).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { figure: at(0.95), parts: { "p50 ms": at(0.5), "worst ms": at(1) } };
}

/** Waits for a time that the probe wrote into the page. */
async function probed(page: Page, name: "benchOpenMs" | "benchShownMs"): Promise<number> {
  const found = await page.waitForFunction((key) => Reflect.get(globalThis, key), name, { polling: 50 });
  return Number(await found.jsonValue());
}
