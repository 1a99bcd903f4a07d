import { setTimeout as pause } from "node:timers/promises";
import { type Logger, newId } from "@carbyne/kernel";
import type { Bus, Hint, Signal } from "./bus.ts";
import { higher, hintLine, toHint } from "./hints.ts";
import { createListeners } from "./listeners.ts";
import { linesOf } from "./payload.ts";
import { checkSignal, listenedAs, signalLine, toSignal } from "./signals.ts";
import { createSpeaker } from "./speaker.ts";
import type { OpenWire } from "./wire.ts";

/** What is still to be sent at the end may take so long. */
const partingMs = 2_000;

/** The bus over any wire: who listens here is told at once, other processes by payloads in which much is joined. */
export function createBusOver(open: OpenWire, log: Logger): Bus {
  const name = newId();
  const bySpace = createListeners<Hint>();
  const byTopic = createListeners<Signal>();
  const gaps = new Set<() => void>();
  let isClosed = false;

  const tellHint = (hint: Hint) => bySpace.tell(hint.spaceId, hint);
  const tellSignal = (signal: Signal) => {
    for (const key of listenedAs(signal.topic)) byTopic.tell(key, signal);
  };
  const wire = open({
    payload(channel, payload) {
      const lines = linesOf(payload, name);
      if (channel === "hints") for (const hint of lines.flatMap(toHint)) tellHint(hint);
      else for (const signal of lines.flatMap(toSignal)) tellSignal(signal);
    },
    gap() {
      for (const listener of gaps) listener();
    },
  });
  const speaker = { name, wire, log };
  const hints = createSpeaker<bigint>({
    ...speaker,
    channel: "hints",
    whenAway: "wait",
    join: higher,
    toLine: hintLine,
    tellHere: (spaceId, modseq) => tellHint({ spaceId, modseq }),
  });
  const signals = createSpeaker<string>({
    ...speaker,
    channel: "signals",
    whenAway: "drop",
    join: (_known, next) => next,
    toLine: signalLine,
    tellHere: (topic, data) => tellSignal({ topic, data }),
  });
  return {
    publish({ spaceId, modseq }) {
      if (!isClosed) hints.say(spaceId, modseq);
    },
    subscribe: (spaceId, listener) => bySpace.add(spaceId, listener),
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    signal(topic, data) {
      checkSignal({ topic, data });
      if (!isClosed) signals.say(topic, data);
    },
    onSignal: (topicOrPrefix, listener) => byTopic.add(topicOrPrefix, listener),
    isConnected: () => wire.isConnected(),
    async close() {
      isClosed = true;
      hints.stopHere();
      signals.stopHere();
      const parting = pause(partingMs, undefined, { ref: false });
      await Promise.race([Promise.all([hints.flush(), signals.flush()]), parting]);
      await wire.close();
    },
  };
}
