import { openOurs } from "./our-talker.ts";
import type { Order, Seat } from "./plan.ts";
import type { Talker } from "./talker.ts";
import { createTally, type Tally } from "./tally.ts";
import { openXmpp } from "./xmpp-talker.ts";

const openingAtOnce = 20;
/** What is not there by then is lost. */
const patienceMs = 10_000;

type Begun = { readonly order: Extract<Order, { what: "begin" }>; readonly tally: Tally };

let begun: Begun | undefined;
const talkers: Talker[] = [];
let numbers = 0;

/** All clients in one process of their own, which does as the bench says and answers each order when it is done. */
async function obey(order: Order): Promise<unknown> {
  if (order.what === "begin") {
    begun = { order, tally: createTally(order.each) };
    numbers = order.after;
    return null;
  }
  if (!begun) throw new Error("nothing has begun");
  if (order.what === "open") await open(begun, order.count);
  else if (order.what === "close") for (const talker of talkers.splice(0)) talker.close();
  else if (order.what === "talk") await talk(begun, order);
  else return count(begun);
  return null;
}

async function open({ order, tally }: Begun, count: number): Promise<void> {
  let next = talkers.length;
  const lane = async () => {
    for (let client = next++; client < count; client = next++) {
      const seat = order.seats[client] as Seat;
      const openTalker = order.side === "ours" ? openOurs : openXmpp;
      talkers[client] = await openTalker({ port: order.port, ...seat }, (number) =>
        tally.receive(client, number, performance.now()),
      );
    }
  };
  await Promise.all(Array.from({ length: openingAtOnce }, lane));
}

/** Sends at a steady rate whatever becomes of what was sent before; who speaks goes round the rooms. */
async function talk(
  { order: { each }, tally }: Begun,
  { seconds, perSecond }: { seconds: number; perSecond: number },
): Promise<void> {
  const rooms = Math.floor(talkers.length / each);
  const first = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < seconds * perSecond; index++) {
    const at = first + (index * 1000) / perSecond;
    const early = at - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    const number = ++numbers;
    const room = (number * 7) % rooms;
    const talker = talkers[room * each + (Math.floor(number / rooms) % each)];
    if (!talker) throw new Error("nobody to speak");
    tally.say(number, room, at);
    pending.push(
      talker.say(number).then(
        () => tally.acknowledge(number),
        () => tally.refuse(),
      ),
    );
  }
  await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

async function count({ tally }: Begun): Promise<unknown> {
  const deadline = performance.now() + patienceMs;
  while (!tally.isComplete() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  // Whatever comes twice comes by now.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return tally.count(talkers.length);
}

process.on("message", (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
