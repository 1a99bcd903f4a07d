import type { Measured, SoloBench } from "../bench.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { callsOf } from "./calls.ts";
import { fillInbox } from "./fill.ts";

const rounds = 3;
const sorts = ["date", "sender", "subject", "size", "attachments"];
const filters = ["unread", "starred", "attachments", "important", "tagged", "to-me", "list"];
/** Where in the list a page is asked for: its top, a place in the middle, the end, and on from there. */
const places = [0, 0.5, 0.98];

/**
 * The 95th percentile of a page of a list through the API, for every sort in both directions and every filter, at the top, in the middle and at the
 * end of a folder of 10,000 messages, or of 1,000,000 with `--big`.
 */
export const list: SoloBench = {
  kind: "solo",
  name: "list",
  async run(onCleanUp, { isBig }) {
    const count = isBig ? 1_000_000 : 10_000;
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const account = accountFor(0);
    const begun = performance.now();
    const mailboxId = await fillInbox(ours.databaseUrl(), { address: account.user, count });
    console.log(`${count} messages in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    const { query } = await callsOf(`http://127.0.0.1:${ours.httpPort}`, account);
    const measured = [];
    for (let round = 1; round <= rounds; round++)
      measured.push(await soloRound(`list: round ${round}`, () => once(query, mailboxId)));
    return [{ label: `p95 of ${count}`, unit: "ms", aim: 200, rounds: measured }];
  },
};

type Look = { sort?: string; direction?: string; filter?: string; grouping?: string };
type Query = (procedure: string, input: object) => Promise<unknown>;

async function once(query: Query, mailboxId: string): Promise<Measured> {
  const times: number[] = [];
  const parts: Record<string, number> = {};
  const looks: Look[] = [
    ...sorts.flatMap((sort) => ["asc", "desc"].map((direction) => ({ sort, direction }))),
    ...filters.map((filter) => ({ filter })),
    ...filters.map((filter) => ({ filter, sort: "sender" })),
    ...sorts.map((sort) => ({ sort, grouping: "messages" })),
  ];
  for (const look of looks) {
    const name = Object.values(look).join(" ");
    const own: number[] = [];
    const { ms, answer } = await timed(() => query("count", { mailboxId, ...look }));
    parts[`${name} count ms`] = ms;
    for (const place of places)
      for (let time = 0; time < 3; time++) {
        // As the webmail asks: the lower half is counted from the end.
        const offset = Math.floor(totalOf(answer) * Math.min(place, 1 - place));
        const end = place > 0.5 ? { direction: reverseOf(look) } : {};
        own.push((await timed(() => query("list", { mailboxId, ...look, ...end, offset, limit: 50 }))).ms);
      }
    times.push(...own);
    parts[`${name} ms`] = own.toSorted((a, b) => a - b).at(-2) ?? 0;
  }
  return { figure: times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0, parts };
}

function reverseOf({ sort = "date", direction }: Look): string {
  const shown = direction ?? (sort === "sender" || sort === "subject" ? "asc" : "desc");
  return shown === "asc" ? "desc" : "asc";
}

function totalOf(answer: unknown): number {
  return typeof answer === "object" && answer !== null && "count" in answer ? Number(answer.count) : 0;
}

async function timed(run: () => Promise<unknown>): Promise<{ ms: number; answer: unknown }> {
  const begun = performance.now();
  const answer = await run();
  return { ms: performance.now() - begun, answer };
}
