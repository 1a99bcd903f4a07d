import { type Changes, prepareChanges } from "./changes.ts";
import type { Editor } from "./editor.ts";
import { openOurs } from "./our-editor.ts";
import { openPeer } from "./peer-editor.ts";
import type { Order } from "./plan.ts";
import { createTally, type Tally } from "./tally.ts";

const openingAtOnce = 20;
/** What is not there by then is lost. */
const patienceMs = 10_000;

type Begun = { readonly order: Extract<Order, { what: "begin" }>; readonly tally: Tally };

let begun: Begun | undefined;
let editors: { readonly editor: Editor; readonly changes: Changes; next: number }[] = [];

/** All editors in one process of their own, which does as the bench says and answers each order when it is done. */
async function obey(order: Order): Promise<unknown> {
  if (order.what === "begin") {
    begun = { order, tally: createTally(order.each) };
    return null;
  }
  if (!begun) throw new Error("nothing has begun");
  if (order.what === "open") await open(begun, order);
  else if (order.what === "close") close(begun);
  else if (order.what === "write") await write(begun, order);
  else return count(begun);
  return null;
}

async function open({ order, tally }: Begun, { seats, changes }: Extract<Order, { what: "open" }>): Promise<void> {
  const openEditor = order.side === "ours" ? openOurs : openPeer;
  const opened: typeof editors = [];
  const waiting = [...seats.entries()];
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const [at, seat] = one;
      const prepared = prepareChanges(changes);
      tally.enter(at, prepared.clientId);
      const editor = await openEditor({ port: order.port, ...seat }, (update) =>
        tally.receive(at, update, performance.now()),
      );
      opened[at] = { editor, changes: prepared, next: 0 };
    }
  };
  await Promise.all(Array.from({ length: openingAtOnce }, lane));
  editors = opened;
}

function close({ tally }: Begun): void {
  for (const { editor } of editors) editor.close();
  editors = [];
  tally.clear();
}

/** Sends at a steady rate whatever becomes of what was sent before; who writes goes round, so that no two write at the same moment. */
async function write({ tally }: Begun, { seconds, perSecond }: Extract<Order, { what: "write" }>): Promise<void> {
  const rate = perSecond * editors.length;
  const first = performance.now();
  for (let index = 0; index < seconds * rate; index++) {
    const at = first + (index * 1000) / rate;
    const early = at - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    // Neighbours in time are in documents far from each other. 7919 is a prime, so that each has its turn.
    const one = editors[(index * 7919) % editors.length];
    const update = one?.changes.updates[one.next];
    if (!one || !update) throw new Error("there are not enough changes");
    one.next++;
    // Timers are of whole milliseconds, so that some are sent a little before their time.
    tally.write(one.changes.clientId, Math.min(at, performance.now()));
    one.editor.send(update);
  }
}

async function count({ tally }: Begun): Promise<unknown> {
  const deadline = performance.now() + patienceMs;
  while (!tally.isComplete() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  // Whatever comes twice comes by now.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return tally.count();
}

process.on("message", (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
