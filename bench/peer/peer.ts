import { join } from "node:path";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";
import { accounts, type MailServer, untilGreeting } from "../servers.ts";
import { Dovecot } from "./dovecot.ts";
import { Postfix } from "./postfix.ts";
import { requirePeer } from "./requirements.ts";

const startMs = 20_000;

/** The peer: Debian's Postfix, which hands over to Debian's Dovecot by LMTP. */
export async function createPeer(): Promise<MailServer> {
  requirePeer();
  const folder = makeFolder("peer");
  const [smtpPort, imapsPort, lmtpPort] = [await freePort(), await freePort(), await freePort()];
  const dovecot = new Dovecot({ folder: join(folder, "dovecot"), imapsPort, lmtpPort });
  const postfix = new Postfix({ folder: join(folder, "postfix"), smtpPort, lmtpPort });
  const stop = async (): Promise<void> => {
    postfix.stop();
    await dovecot.stop();
  };
  return {
    side: "peer",
    smtpPort,
    imapsPort,
    accounts,
    async start() {
      dovecot.start();
      postfix.start();
      await untilGreeting(imapsPort, startMs, () => dovecot.failure(), "tls");
      await untilGreeting(smtpPort, startMs, () => postfix.failure());
    },
    stop,
    async destroy() {
      await stop();
      removeFolder(folder);
    },
  };
}
