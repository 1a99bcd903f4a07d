import type { Round, SoloBench } from "../bench.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { launchBrowser, newContext } from "./browser.ts";
import { filledServer } from "./filled-server.ts";
import { screen, signIn } from "./screen.ts";
import { listTime, openTimes } from "./times.ts";

const rounds = 3;

/** How long a person waits for a folder of 10,000 messages, and for the message that they click. */
export const webmail: SoloBench = {
  kind: "solo",
  name: "webmail",
  async run(onCleanUp) {
    const browser = await launchBrowser();
    onCleanUp(() => browser.close());
    const { origin } = await filledServer(onCleanUp);
    const account = accountFor(0);
    const context = await newContext(browser, screen);
    const first = await context.newPage();
    await signIn(first, origin, account);
    await listTime(first, origin + screen.mailPath); // warm-up: the server's caches and its compiler
    await openTimes(first, screen.row);
    await first.close();

    const lists: Round[] = [];
    const opens: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      // A new page each time; the cookie and the HTTP cache stay, as on a working day.
      const page = await context.newPage();
      lists.push(await soloRound(`webmail: round ${round} list s`, () => listTime(page, origin + screen.mailPath)));
      opens.push(await soloRound(`webmail: round ${round} open ms`, () => openTimes(page, screen.row)));
      await page.close();
    }
    return [
      { label: "list", unit: "s", aim: 1, rounds: lists },
      { label: "open", unit: "ms", aim: 100, rounds: opens },
    ];
  },
};
