import { gzipSync } from "node:zlib";
import type { SoloBench } from "../bench.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser, newContext } from "./browser.ts";
import { filledServer } from "./filled-server.ts";
import { screen, signIn } from "./screen.ts";
import { listTime } from "./times.ts";

/** The JavaScript of the first mail page, each file gzipped, in kB of 1,000 bytes: what loads until the list takes clicks, and what loads at once after. */
export const size: SoloBench = {
  kind: "solo",
  name: "web-size",
  async run(onCleanUp) {
    const browser = await launchBrowser();
    onCleanUp(() => browser.close());
    const { origin } = await filledServer(onCleanUp);
    const account = accountFor(0);
    const first = await newContext(browser, screen);
    await signIn(await first.newPage(), origin, account);
    const cookies = await first.cookies();
    await first.close();

    const context = await newContext(browser, screen);
    await context.addCookies(cookies);
    const page = await context.newPage();
    const sizes = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length / 1000),
      );
    });
    const round = await soloRound("web-size", async () => {
      await listTime(page, origin + screen.mailPath);
      const needed = await total(sizes);
      const files = sizes.size;
      await page.waitForLoadState("networkidle");
      return { figure: needed, parts: { files, "with what follows kB": await total(sizes) } };
    });
    return [{ unit: "kB", aim: 250, rounds: [round] }];
  },
};

async function total(sizes: ReadonlyMap<string, Promise<number>>): Promise<number> {
  const all = await Promise.all(sizes.values());
  return all.reduce((sum, one) => sum + one, 0);
}
