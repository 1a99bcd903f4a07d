import type { TestMessage } from "../load/corpus.ts";
import { ImapClient } from "../load/imap-client.ts";
import type { Account, MailServer } from "../servers.ts";

/** Appends every message to the account's INBOX over one connection, so that the order is the same everywhere. */
export async function appendCorpus(
  server: MailServer,
  account: Account,
  corpus: readonly TestMessage[],
): Promise<void> {
  const begin = performance.now();
  const imap = await ImapClient.login(server.imapsPort, account.user, account.password);
  for (const { bytes } of corpus) await imap.append("INBOX", bytes);
  await imap.logout();
  const seconds = (performance.now() - begin) / 1000;
  console.log(`appended ${corpus.length} messages to ${server.side} in ${seconds.toFixed(1)} s`);
}
