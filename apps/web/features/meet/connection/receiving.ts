import type { Peer } from "@carbyne/sfu/messages";
import type { types } from "mediasoup-client";
import type { MeetingSocket } from "./socket.ts";
import type { Stream } from "./state.ts";
import type { Transports } from "./transports.ts";

/** Sizes are told once they have rested so long: a window that is dragged says many. */
const restMs = 200;

export type Receiving = {
  /** Takes what those who are there send: sound at once, pictures once they are in sight. */
  readonly follow: (peers: readonly Peer[]) => void;
  /** How wide each picture is shown, in device pixels, by its producer; what is not named is out of sight. */
  readonly show: (widths: ReadonlyMap<string, number>) => void;
  readonly isClosed: (consumerId: string) => void;
  readonly consumers: () => ReadonlyMap<string, types.Consumer>;
  readonly stop: () => void;
};

/** Takes what the others send. `onStream` is told of each that has come, `onGone` of each that is over here. */
export function startReceiving(
  meId: string,
  transports: Transports,
  socket: MeetingSocket,
  { onStream, onGone }: { onStream: (stream: Stream) => void; onGone: (consumerId: string) => void },
): Receiving {
  /** By producer. */
  const consumers = new Map<string, types.Consumer>();
  const asking = new Set<string>();
  let peers: readonly Peer[] = [];
  let widths: ReadonlyMap<string, number> = new Map();
  let told = new Map<string, number>();
  let isOver = false;
  let timer: number | undefined;

  async function take(peerId: string, { id: producerId, source }: Peer["producers"][number]): Promise<void> {
    if (consumers.has(producerId) || asking.has(producerId)) return;
    asking.add(producerId);
    try {
      const { consumer, isPaused } = await transports.consume({ producerId, peerId });
      if (isOver) return consumer.close();
      consumers.set(producerId, consumer);
      onStream({ consumerId: consumer.id, producerId, peerId, source, track: consumer.track, isPaused });
      tellSoon();
    } catch {
      // It was closed meanwhile, or the socket is: either is told by itself.
    } finally {
      asking.delete(producerId);
    }
  }

  function bring(): void {
    if (isOver) return;
    const there = new Set<string>();
    for (const peer of peers) {
      if (peer.id === meId) continue;
      for (const producer of peer.producers) {
        there.add(producer.id);
        const isPicture = producer.source === "camera" || producer.source === "screen";
        if (!isPicture || (widths.get(producer.id) ?? 0) > 0) void take(peer.id, producer);
      }
    }
    for (const [producerId, consumer] of consumers) if (!there.has(producerId)) drop(producerId, consumer);
  }

  function drop(producerId: string, consumer: types.Consumer): void {
    consumers.delete(producerId);
    told.delete(consumer.id);
    consumer.close();
    onGone(consumer.id);
  }

  function tellSoon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void tell().catch(() => undefined), restMs);
  }

  async function tell(): Promise<void> {
    if (isOver) return;
    const pictures = [...consumers.values()].filter(({ kind }) => kind === "video");
    const now = new Map(pictures.map((one) => [one.id, Math.min(Math.round(widths.get(one.producerId) ?? 0), 16_384)]));
    const sizes = [...now].flatMap(([consumerId, width]) =>
      told.get(consumerId) === width ? [] : [{ consumerId, width }],
    );
    if (sizes.length === 0) return;
    told = now;
    for (let at = 0; at < sizes.length; at += 500) await socket.ask("view", { sizes: sizes.slice(at, at + 500) });
  }

  return {
    follow(next) {
      peers = next;
      bring();
    },
    show(next) {
      widths = next;
      bring();
      tellSoon();
    },
    isClosed(consumerId) {
      const found = [...consumers].find(([, { id }]) => id === consumerId);
      if (found) drop(...found);
    },
    consumers: () => consumers,
    stop() {
      isOver = true;
      window.clearTimeout(timer);
    },
  };
}
