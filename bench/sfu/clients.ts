import { openJanusTalk } from "./janus-talk.ts";
import { openOurTalk } from "./our-talk.ts";
import type { Order, Sent } from "./plan.ts";
import type { Talk } from "./talk.ts";

// All clients, in a process of their own, so that what they take is not the server's.
let senders: Awaited<ReturnType<Talk["publish"]>>[] = [];
let watchers: Awaited<ReturnType<Talk["watch"]>>[] = [];
const settleMs = 500;

async function obey(order: Order): Promise<Sent | null> {
  if (order.what === "end") {
    setImmediate(() => process.exit(0));
    return null;
  }
  if (order.what === "begin") {
    const talk = order.target.side === "ours" ? openOurTalk(order.target.url) : await openJanusTalk(order.target.url);
    for (let at = 0; at < order.senders; at++) senders.push(await talk.publish());
    for (let at = 0; at < order.watchers; at++) watchers.push(await talk.watch());
    return null;
  }
  const before = watchers.map(({ count }) => count());
  const counts = await Promise.all(senders.map((sender) => sender.run(order)));
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const sent = counts.reduce((sum, count) => sum + count, 0);
  const arrived = watchers.reduce((sum, { count }, at) => sum + count() - (before[at] ?? 0), 0);
  return { sent, expected: sent * watchers.length, arrived, profile: watchers[0]?.profile ?? 0 };
}

process.on("message", (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
