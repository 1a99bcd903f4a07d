import type { Round, SoloBench } from "../bench.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser, newContext } from "./browser.ts";
import { filledServer } from "./filled-server.ts";
import { fillIn, screen, submit } from "./screen.ts";

const rounds = 3;

/** From the press on "Sign in" to a list that takes clicks, in a browser that has never been here. */
export const cold: SoloBench = {
  kind: "solo",
  name: "web-cold",
  async run(onCleanUp) {
    const browser = await launchBrowser();
    onCleanUp(() => browser.close());
    const { origin } = await filledServer(onCleanUp);
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round++) {
      const context = await newContext(browser, screen);
      const page = await context.newPage();
      const measure = async () => {
        await fillIn(page, origin, accountFor(0));
        const pressed = Date.now();
        await submit(page);
        await page.waitForURL((url) => url.pathname !== screen.signInPath, { waitUntil: "commit" });
        const found = await page.waitForFunction(() => Reflect.get(globalThis, "benchListMs"));
        const usable = (await page.evaluate(() => performance.timeOrigin)) + Number(await found.jsonValue());
        return { figure: (usable - pressed) / 1000, parts: {} };
      };
      // The first is the server's warm-up: its caches and its compiler.
      if (round === 0) await measure();
      else measured.push(await soloRound(`web-cold: round ${round}`, measure));
      await context.close();
    }
    return [{ unit: "s", aim: 1.5, rounds: measured }];
  },
};
