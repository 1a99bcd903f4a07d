import type { MailBench, Measured } from "../bench.ts";
import { makeCorpus } from "../load/corpus.ts";
import { ImapClient } from "../load/imap-client.ts";
import { type Envelope, sendAll, toData } from "../load/smtp-lane.ts";
import { accountFor, type MailServer } from "../servers.ts";

const messages = 5_000;
const warmUp = 500;
const lanes = { lanes: 20, perConnection: 25 };
const pollMs = 20;
const stuckMs = 120_000;

/** From the first byte of SMTP until IMAP shows every message in its mailbox. */
export const deliver: MailBench = {
  kind: "mail",
  name: "deliver",
  unit: "msg/s",
  aim: 2,
  better: "higher",
  async round(server, round): Promise<Measured> {
    // Seeds differ from round to round and are the same for both sides.
    const envelopes = envelopesOf(messages, round);
    const mailboxes = await Promise.all(
      server.accounts.map(({ user, password }) => ImapClient.login(server.imapsPort, user, password)),
    );
    try {
      const before = await counts(mailboxes);
      await deliverAll(server, envelopesOf(warmUp, 1_000 + round), mailboxes, before);
      const { accepted, delivered } = await deliverAll(server, envelopes, mailboxes, before);
      return { figure: messages / delivered, parts: { "all accepted s": accepted, "all delivered s": delivered } };
    } finally {
      for (const mailbox of mailboxes) mailbox.close();
    }
  },
};

function envelopesOf(count: number, seed: number): Envelope[] {
  const corpus = makeCorpus({ count, seed, recipient: (index) => accountFor(index).user });
  return corpus.map(({ sender, bytes }, index) => ({ sender, recipient: accountFor(index).user, data: toData(bytes) }));
}

/** Sends, waits, and moves `counted` on to the new counts. */
async function deliverAll(
  server: MailServer,
  envelopes: readonly Envelope[],
  mailboxes: readonly ImapClient[],
  counted: number[],
): Promise<{ accepted: number; delivered: number }> {
  const expected = counted.map(
    (count, account) => count + envelopes.filter((_, index) => index % mailboxes.length === account).length,
  );
  const begin = performance.now();
  await sendAll(envelopes, { port: server.smtpPort, ...lanes });
  const accepted = (performance.now() - begin) / 1000;
  await untilCounts(mailboxes, expected);
  const delivered = (performance.now() - begin) / 1000;
  counted.splice(0, counted.length, ...expected);
  return { accepted, delivered };
}

/** Asks one mailbox after the other, each until it is full: the asking must not become the load. */
async function untilCounts(mailboxes: readonly ImapClient[], expected: readonly number[]): Promise<void> {
  const deadline = performance.now() + stuckMs;
  for (const [index, mailbox] of mailboxes.entries()) {
    const wanted = expected[index] ?? 0;
    for (;;) {
      const count = await mailbox.countMessages("INBOX");
      if (count === wanted) break;
      if (count > wanted) throw new Error(`mailbox ${index + 1} has ${count} messages, ${wanted} were sent`);
      if (performance.now() > deadline)
        throw new Error(`mailbox ${index + 1} is stuck at ${count} of ${wanted} messages`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}

async function counts(mailboxes: readonly ImapClient[]): Promise<number[]> {
  return Promise.all(mailboxes.map((mailbox) => mailbox.countMessages("INBOX")));
}
