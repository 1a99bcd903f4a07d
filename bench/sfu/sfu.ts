import { networkInterfaces } from "node:os";
import type { PairBench, Round } from "../bench.ts";
import { cpuOf } from "../processes.ts";
import type { Side } from "../servers.ts";
import { soloRound } from "../solo.ts";
import { openJanusRoom } from "./janus-room.ts";
import { type Media, startSending } from "./media.ts";
import { openOurRoom } from "./our-room.ts";

const rounds = 3;
const [receivers, perSecond] = [15, 250];
const [warmMs, measuredMs] = [2_000, 12_000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An address that is not the loopback, over which janus would not speak. */
function ownAddress(): string {
  const found = Object.values(networkInterfaces())
    .flatMap((known) => known ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal);
  if (!found) throw new Error("the machine has no address but the loopback");
  return found.address;
}

/** What a server's process works for packets of a picture that it passes on to others, under the same headless sender. */
async function measure(side: Side, onCleanUp: (task: () => Promise<void>) => void) {
  const room = await (side === "ours" ? openOurRoom : openJanusRoom)(ownAddress());
  let isOpen = true;
  const close = async () => {
    if (isOpen) await room.close();
    isOpen = false;
  };
  onCleanUp(close);
  const sender = await room.publish();
  const sending = startSending(sender, perSecond);
  const clients: Media[] = [];
  for (let count = 0; count < receivers; count++) clients.push(await room.subscribe());
  await pause(warmMs);
  const total = () => clients.reduce((sum, client) => sum + client.received(), 0);
  const [received, sent, cpu] = [total(), sending.sent(), cpuOf(room.pid())];
  await pause(measuredMs);
  const [forwarded, due, cpuMs] = [total() - received, (sending.sent() - sent) * receivers, cpuOf(room.pid()) - cpu];
  sending.stop();
  for (const client of [sender, ...clients]) await client.close();
  await close();
  if (forwarded < due / 2) throw new Error(`${side} passed on ${forwarded} of ${due} packets`);
  return {
    figure: cpuMs / 1000 / (forwarded / 100_000),
    parts: { forwarded, "lost %": Math.max(0, 1 - forwarded / due) * 100 },
  };
}

export const sfu: PairBench = {
  kind: "pair",
  name: "sfu",
  async run(onCleanUp) {
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round++)
      for (const side of ["peer", "ours"] as const) {
        const one = await soloRound(`sfu: round ${round} ${side}`, () => measure(side, onCleanUp));
        measured.push({ ...one, side });
      }
    return [{ label: "cpu for 100,000 packets", unit: "s", aim: 1, better: "lower", rounds: measured }];
  },
};
