import type { BrowserContext, Page } from "playwright-core";
import type { Measured, Round, SoloBench } from "../bench.ts";
import { mediaWorker } from "../media-worker.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser } from "../webmail/browser.ts";
import { signIn } from "../webmail/screen.ts";

const rounds = 5;
const waitMs = 30_000;
const controls = "[role=toolbar][aria-label='Meeting controls']";
/** A picture of somebody else, of which one has been shown. */
const seen = "article:not([aria-label=You]) video";

/** How long somebody waits from the press on "Join" until the first picture of the other is on the screen, both in Chromium on this machine. */
export const joinMeeting: SoloBench = {
  kind: "solo",
  name: "join",
  async run(onCleanUp) {
    const browser = await launchBrowser([
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
    ]);
    onCleanUp(() => browser.close());
    process.env["MEDIASOUP_WORKER_BIN"] ??= mediaWorker();
    const people = [accountFor(0), accountFor(1)] as const;
    const ours = await createOurs({ people: [...people] });
    onCleanUp(() => ours.destroy());
    await ours.start();
    const origin = `http://127.0.0.1:${ours.httpPort}`;
    const contexts: BrowserContext[] = [];
    for (const person of people) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      context.setDefaultTimeout(waitMs);
      const page = await context.newPage();
      await signIn(page, origin, person);
      await page.close();
      contexts.push(context);
    }
    const [first, second] = contexts;
    if (!first || !second) throw new Error("no browsers");
    const room = await makeRoom(first, second, origin);
    const host = await first.newPage();
    await goIn(host, `${origin}/meet/${room}`);
    await joined(second, `${origin}/meet/${room}`); // warm-up
    const all: Round[] = [];
    for (let round = 1; round <= rounds; round++)
      all.push(await soloRound(`join: round ${round} s`, () => joined(second, `${origin}/meet/${room}`)));
    return [{ unit: "s", aim: 1, rounds: all }];
  },
};

/** A room that both are in. */
async function makeRoom(first: BrowserContext, second: BrowserContext, origin: string): Promise<string> {
  const headers = { "x-carbyne": "1" };
  const about = await second.request.get(`${origin}/trpc/session.me`, { headers });
  const { result } = (await about.json()) as { result: { data: { account: { id: string } } } };
  const data = { kind: "group", name: "Bench", people: [result.data.account.id] };
  const made = await first.request.post(`${origin}/trpc/chat.rooms.create`, { headers, data });
  return ((await made.json()) as { result: { data: { id: string } } }).result.data.id;
}

async function goIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: /^(?:Begin|Join)$/ }).click();
  await page.locator(controls).waitFor();
}

/** Joins from the lobby, where camera and microphone are on already, and leaves again. */
async function joined(context: BrowserContext, address: string): Promise<Measured> {
  const page = await context.newPage();
  await page.goto(address);
  const button = page.getByRole("button", { name: "Join", exact: true });
  await button.waitFor();
  await page.locator("video").first().waitFor();
  await page.waitForTimeout(1500);
  await page.evaluate(
    `globalThis.benchSeen = new Promise((resolve) => {
    addEventListener("click", () => (globalThis.benchClick ??= performance.now()), { capture: true });
    const look = () => {
      const video = document.querySelector(${JSON.stringify(seen)});
      if (video && globalThis.benchClick) video.requestVideoFrameCallback((now) => resolve(now - globalThis.benchClick));
      else setTimeout(look, 4);
    };
    look();
  })`.replace("globalThis.benchSeen =", "void (globalThis.benchSeen =") + ")",
  );
  await button.click();
  const figure = Number(await page.evaluate("benchSeen")) / 1000;
  await page.getByRole("button", { name: "Leave the meeting" }).click();
  await page.waitForTimeout(500);
  await page.close();
  return { figure, parts: {} };
}
