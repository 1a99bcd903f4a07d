import type { Measured, SoloBench } from "../bench.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { seedMessages, word } from "./seed.ts";
import { signedIn } from "./session.ts";

const rounds = 3;

/** What people ask, from the rarest words to those that are in every second message. */
const queries: Readonly<Record<string, string>> = {
  "common word": word(0),
  "frequent word": word(40),
  "usual word": word(2_000),
  "rare word": word(45_000),
  "two words": `${word(3)} ${word(900)}`,
  "two rare words": `${word(30_000)} ${word(41_000)}`,
  "no such word": "qqqxyz",
  prefix: word(2_000).slice(0, 3),
  phrase: `"${word(0)} ${word(1)}"`,
  "without a word": `${word(500)} -${word(0)}`,
  either: `${word(9_000)} OR ${word(20_000)}`,
  sender: `from:${word(7 * 300 + 11)}`,
  "sender and word": `from:${word(11)} ${word(40)}`,
  "sender, word, dates": `from:${word(11)} ${word(5)} after:2025-01-01 before:2025-06-01`,
  subject: `subject:${word(100)}`,
  "with attachment": `has:attachment in:inbox ${word(10)}`,
  unread: `is:unread ${word(1)}`,
};

/** The 95th percentile of a search's answer through the API, in a mailbox of 10,000 messages, or of 1,000,000 with `--big`. */
export const search: SoloBench = {
  kind: "solo",
  name: "web-search",
  async run(onCleanUp, { isBig }) {
    const count = isBig ? 1_000_000 : 10_000;
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const account = accountFor(0);
    const begun = performance.now();
    await seedMessages(ours.databaseUrl(), { address: account.user, count });
    console.log(`${count} messages in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    const ask = await signedIn(`http://127.0.0.1:${ours.httpPort}`, account);
    for (const [name, text] of Object.entries(queries)) console.log(`${name}: ${text}: ${await ask(text)} lines`);
    const measured = [];
    for (let round = 1; round <= rounds; round++)
      measured.push(await soloRound(`web-search: round ${round}`, () => once(ask)));
    return [{ label: `p95 of ${count}`, unit: "ms", aim: 200, rounds: measured }];
  },
};

async function once(ask: (text: string) => Promise<number>): Promise<Measured> {
  const times: number[] = [];
  const parts: Record<string, number> = {};
  for (const [name, text] of Object.entries(queries)) {
    const own: number[] = [];
    for (let time = 0; time < 5; time++) {
      const begun = performance.now();
      await ask(text);
      own.push(performance.now() - begun);
    }
    times.push(...own);
    parts[`${name} ms`] = own.toSorted((a, b) => a - b)[2] ?? 0;
  }
  return { figure: times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0, parts };
}
