import type { Page } from "playwright-core";
import type { Measured, SoloBench } from "../bench.ts";
import { fillInbox } from "../list/fill.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser, newContext } from "../webmail/browser.ts";
import { screen, signIn } from "../webmail/screen.ts";

const messages = 100_000;
const rounds = 3;
const wheelSteps = 120;

/** The longest stretch for which the page could not answer while a list of 100,000 messages is scrolled as a person does. */
export const webTrace: SoloBench = {
  kind: "solo",
  name: "web-trace",
  async run(onCleanUp) {
    const browser = await launchBrowser();
    onCleanUp(() => browser.close());
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const account = accountFor(0);
    await fillInbox(ours.databaseUrl(), { address: account.user, count: messages });
    const origin = `http://127.0.0.1:${ours.httpPort}`;
    const context = await newContext(browser, screen);
    const page = await context.newPage();
    await signIn(page, origin, account);
    const measured = [];
    for (let round = 1; round <= rounds; round++)
      measured.push(await soloRound(`web-trace: round ${round}`, () => scrolled(page, origin)));
    return [{ label: "longest task", unit: "ms", aim: 50, rounds: measured }];
  },
};

/** Scrolls by wheel, by the bar to far places, and by keys, and tells the long tasks that the browser saw. */
async function scrolled(page: Page, origin: string): Promise<Measured> {
  await page.goto(origin + screen.mailPath);
  await page.locator(screen.row).nth(10).waitFor();
  await page.waitForTimeout(2_000);
  await page.evaluate(watch);
  const box = await page.locator(screen.row).nth(5).boundingBox();
  if (!box) throw new Error("no list");
  await page.mouse.move(box.x + 100, box.y + 20);
  for (let step = 0; step < wheelSteps; step++) {
    await page.mouse.wheel(0, step % 10 === 9 ? 2_400 : 300);
    await page.waitForTimeout(20);
  }
  for (const share of [0.2, 0.9, 0.5, 0.01, 0.7]) {
    await page.evaluate(toShare(share));
    await page.waitForTimeout(700);
  }
  for (const key of ["End", "Home", "PageDown", "PageDown", "j", "j", "j"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
  }
  const tasks: number[] = JSON.parse(String(await page.evaluate("JSON.stringify(globalThis.benchTasks)")));
  return { figure: Math.max(0, ...tasks), parts: { "tasks over 50 ms": tasks.length } };
}

/** Long Tasks API: what kept the thread for more than 50 ms. */
const watch = `
  globalThis.benchTasks = [];
  new PerformanceObserver((list) => globalThis.benchTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
`;

function toShare(share: number): string {
  return `{ const list = document.querySelector("main [role=list]").parentElement; list.scrollTo(0, list.scrollHeight * ${share}); }`;
}
