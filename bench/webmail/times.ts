import type { Page } from "playwright-core";
import { type Measured, median } from "../bench.ts";

const opened = 10;

/** Seconds from the start of the navigation until rows are painted and the main thread is free to take a click. */
export async function listTime(page: Page, url: string): Promise<Measured> {
  await page.goto(url, { waitUntil: "commit" });
  return { figure: (await probed(page, "benchListMs")) / 1000, parts: {} };
}

/** The median of clicks on ten different rows, in ms from the press of the button to the painted message. */
export async function openTimes(page: Page, row: string): Promise<Measured> {
  const times: number[] = [];
  for (let index = 1; index <= opened; index++) {
    await page.evaluate(() => Reflect.deleteProperty(globalThis, "benchMessageMs"));
    await page.locator(row).nth(index).click();
    times.push(await probed(page, "benchMessageMs"));
  }
  return {
    figure: median(times),
    parts: { "fastest ms": Math.min(...times), "slowest ms": Math.max(...times) },
  };
}

/** Waits for a time that the probe wrote into the page. */
async function probed(page: Page, name: "benchListMs" | "benchMessageMs"): Promise<number> {
  const found = await page.waitForFunction((key) => Reflect.get(globalThis, key), name);
  return Number(await found.jsonValue());
}
