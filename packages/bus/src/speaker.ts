import type { Logger } from "@carbyne/kernel";
import { createAtOnce } from "./at-once.ts";
import { createOutbox } from "./outbox.ts";
import { toPayloads } from "./payload.ts";
import type { Channel, Wire } from "./wire.ts";

/** People watch each other type: a tenth of a second would be seen. */
const intervalMs = 20;
/** NOTIFY takes payloads of less than 8,000 bytes. */
const payloadBytes = 7_900;

/** Says things on one channel: to this process at once, to others joined in payloads. */
export function createSpeaker<Value>(options: {
  channel: Channel;
  /** The name of this process, with which its payloads begin. */
  name: string;
  wire: Wire;
  log: Logger;
  /** What to do while there is no connection: what is old by then may be worth nothing. */
  whenAway: "wait" | "drop";
  join: (known: Value, next: Value) => Value;
  toLine: (key: string, value: Value) => string;
  tellHere: (key: string, value: Value) => void;
}) {
  const { channel, name, wire, log, whenAway, join, toLine, tellHere } = options;
  const here = createAtOnce({ join, tell: tellHere });
  const away = createOutbox({
    intervalMs,
    join,
    async send(values: ReadonlyMap<string, Value>) {
      if (whenAway === "drop" && !wire.isConnected()) return;
      const lines = [...values].map(([key, value]) => toLine(key, value));
      for (const payload of toPayloads(name, lines, payloadBytes))
        await wire.send(channel, payload).catch((error: unknown) => log.warn({ err: error }, `${channel} were lost`));
    },
  });
  return {
    say(key: string, value: Value): void {
      here.add(key, value);
      away.add(key, value);
    },
    stopHere: () => here.stop(),
    flush: () => away.flush(),
  };
}
