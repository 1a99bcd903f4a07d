import { type MailBench, median, type Measured } from "../bench.ts";
import { makeCorpus } from "../load/corpus.ts";
import { ImapClient } from "../load/imap-client.ts";
import { between, seeded } from "../load/random.ts";
import { accountFor, type MailServer } from "../servers.ts";
import { appendCorpus } from "./fill.ts";

const messages = 10_000;
const bodies = 1_000;
const seed = 77;
/** The work takes fractions of a second, so that a round does it several times and takes the median. */
const passes = 5;

/** What a mail program does with a big folder: the whole list once, then messages here and there. */
export const fetchFolder: MailBench = {
  kind: "mail",
  name: "fetch",
  unit: "s",
  aim: 1,
  better: "lower",
  async prepare(server) {
    await appendCorpus(server, accountFor(0), corpus());
  },
  async round(server, round): Promise<Measured> {
    const sizes = corpus().map(({ bytes }) => bytes.length);
    const imap = await openFolder(server);
    try {
      const uids = await listUids(imap);
      if (uids.length !== messages) throw new Error(`the folder has ${uids.length} messages instead of ${messages}`);
      // The warm-up is the same work with other messages; its first list is what a cold server costs.
      const cold = await fetchList(imap);
      await fetchBodies(imap, uids, sizes, round);
      const lists: number[] = [];
      const some: number[] = [];
      for (let pass = 1; pass <= passes; pass++) {
        lists.push((await fetchList(imap)).seconds);
        some.push((await fetchBodies(imap, uids, sizes, round * 100 + pass)).seconds);
      }
      const [list, body] = [median(lists), median(some)];
      const parts = { "list s": list, "bodies s": body, "first list s": cold.seconds, "list MB": cold.bytes / 1e6 };
      return { figure: list + body, parts };
    } finally {
      imap.close();
    }
  },
};

function corpus() {
  return makeCorpus({ count: messages, seed, recipient: () => accountFor(0).user });
}

async function openFolder(server: MailServer): Promise<ImapClient> {
  const { user, password } = accountFor(0);
  const imap = await ImapClient.login(server.imapsPort, user, password);
  await imap.run("SELECT INBOX");
  return imap;
}

async function listUids(imap: ImapClient): Promise<number[]> {
  const uids: number[] = [];
  await imap.run("UID SEARCH ALL", ({ text }) => {
    if (!/^\* SEARCH/i.test(text)) return;
    for (const [number] of text.matchAll(/\d+/g)) uids.push(Number(number));
  });
  return uids;
}

async function fetchList(imap: ImapClient): Promise<{ seconds: number; bytes: number }> {
  let seen = 0;
  const begin = performance.now();
  const { bytes } = await imap.run("FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)", ({ text }) => {
    if (text.includes("ENVELOPE (") && text.includes("BODYSTRUCTURE (")) seen++;
  });
  const seconds = (performance.now() - begin) / 1000;
  if (seen !== messages) throw new Error(`FETCH listed ${seen} messages instead of ${messages}`);
  return { seconds, bytes };
}

async function fetchBodies(
  imap: ImapClient,
  uids: readonly number[],
  sizes: readonly number[],
  round: number,
): Promise<{ seconds: number }> {
  const random = seeded(round);
  const chosen = Array.from({ length: bodies }, () => between(random, 0, uids.length - 1));
  const begin = performance.now();
  for (const index of chosen) {
    let got = 0;
    await imap.run(`UID FETCH ${uids[index]} BODY.PEEK[]`, ({ literalBytes }) => {
      got += literalBytes;
    });
    if (got !== sizes[index]) throw new Error(`message ${index + 1} came with ${got} bytes instead of ${sizes[index]}`);
  }
  return { seconds: (performance.now() - begin) / 1000 };
}
