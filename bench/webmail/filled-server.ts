import { appendCorpus } from "../fetch/fill.ts";
import { makeCorpus } from "../load/corpus.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";

const messages = 10_000;

/** Our server, running, with 10,000 messages in the inbox of the first account. */
export async function filledServer(onCleanUp: (task: () => Promise<void>) => void): Promise<{ origin: string }> {
  const ours = await createOurs();
  onCleanUp(() => ours.destroy());
  await ours.start();
  const account = accountFor(0);
  await appendCorpus(ours, account, makeCorpus({ count: messages, seed: 77, recipient: () => account.user }));
  return { origin: `http://127.0.0.1:${ours.httpPort}` };
}
