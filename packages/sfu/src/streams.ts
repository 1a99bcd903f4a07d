import { type Logger, Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import { createLoudness } from "./loudness.ts";
import type { NoticeData, NoticeName, Source } from "./messages.ts";
import { type Peer, type Received, type Sent, tellProducer } from "./peer.ts";
import { type Tapping, tappedProducer } from "./recorder/tapping.ts";
import { levelsEveryMs, type Place, type Routing } from "./routing.ts";

/** Who sends what to whom in one meeting. */
export type Streams = {
  /** A peer began to send. */
  add(peer: Peer, producer: types.Producer, source: Source): void;
  find(producerId: string): { readonly peer: Peer; readonly sent: Sent } | null;
  setPaused(peer: Peer, sent: Sent, isPaused: boolean): Promise<void>;
  close(): void;
  /** Ends one stream for everybody. */
  closeOne(peer: Peer, sent: Sent): void;
  closeOf(peer: Peer): void;
  /** Gives a peer a stream of somebody else. */
  receive(peer: Peer, producerId: string, rtpCapabilities: types.RtpCapabilities): Promise<Received>;
  /** Whether it is held back for now, as the client is told: pictures that nobody looks at are not meant. */
  isHeld(received: Received): boolean;
  speakerId(): string | null;
  listenAt(place: Place): void;
  forget(place: Place): void;
  countSent(): number;
  countReceived(): number;
};

/** So many microphones are sent to everybody at once. */
const mostMics = 8;

export function createStreams(options: {
  readonly peers: ReadonlyMap<string, Peer>;
  readonly tellAll: <Name extends NoticeName>(name: Name, data: NoticeData<Name>, except?: Peer) => void;
  tapping(): Tapping;
  routing(): Routing;
  readonly log: Logger;
}): Streams {
  const { peers, tellAll, log } = options;
  const owners = new Map<string, { readonly peer: Peer; readonly sent: Sent }>();
  const loudness = createLoudness({ most: mostMics });
  const heard = new Map<Place, types.AudioLevelObserverVolume[]>();
  let speakerId: string | null = null;
  let consumers = 0;
  const timer = setInterval(hear, levelsEveryMs);

  function hear(): void {
    if (owners.size === 0 && speakerId === null) return;
    const volumes = [...heard.values()].flat();
    heard.clear();
    loudness.hear(
      volumes.map(({ producer, volume }) => ({ id: producer.id, level: volume })),
      performance.now(),
    );
    settle();
  }
  /** Brings what is sent and what is said of the speaker in line with what was heard. */
  function settle(): void {
    for (const peer of peers.values())
      for (const received of peer.received.values()) if (received.sent.source === "mic") hush(peer, received);
    const mic = loudness.speaker();
    const now = mic === null ? null : (owners.get(mic)?.peer.id ?? null);
    if (now === speakerId) return;
    speakerId = now;
    tellAll("speaker", { peerId: now });
    options.tapping().tell({ what: "speaker", peerId: now });
  }
  function hush(peer: Peer, received: Received): void {
    const { consumer, sent } = received;
    // A muted microphone says nothing either way, and flows from its first word on.
    const isQuiet = !sent.producer.paused && !loudness.flows(sent.producer.id);
    if (isQuiet === received.isQuiet) return;
    received.isQuiet = isQuiet;
    attempt(isQuiet ? consumer.pause() : consumer.resume());
    peer.line?.tell("consumerPaused", { consumerId: consumer.id, isPaused: isHeld(received) });
  }
  /** What a worker refuses because what was asked about has ended in the meantime. */
  function attempt(doing: Promise<void>): void {
    doing.catch((error: unknown) => log.debug({ err: error }, "a stream could not be changed"));
  }
  const isHeld = (received: Received) => received.sent.producer.paused || received.isQuiet;

  function ended(peer: Peer, sent: Sent): void {
    const { id } = sent.producer;
    if (!owners.delete(id)) return;
    peer.sent.delete(id);
    loudness.remove(id);
    tellAll("producerClosed", { peerId: peer.id, producerId: id });
    options.tapping().tell({ what: "producerClosed", producerId: id });
    settle();
  }
  function closeOne(peer: Peer, sent: Sent): void {
    sent.producer.close();
    ended(peer, sent);
  }
  function keep(peer: Peer, received: Received): void {
    const { consumer, sent } = received;
    peer.received.set(consumer.id, received);
    peer.receivedOf.set(sent.producer.id, received);
    consumers++;
    consumer.observer.once("close", () => {
      consumers--;
      peer.received.delete(consumer.id);
      if (peer.receivedOf.get(sent.producer.id) === received) peer.receivedOf.delete(sent.producer.id);
    });
    consumer.once("producerclose", () => peer.line?.tell("consumerClosed", { consumerId: consumer.id }));
  }
  async function consume(peer: Peer, sent: Sent, rtpCapabilities: types.RtpCapabilities): Promise<types.Consumer> {
    const transport = peer.transports.receive;
    if (!transport) throw new Refusal("not-found", "media-transport-unknown");
    const producerId = sent.producer.id;
    await options.routing().bring(producerId, sent.place, peer.place);
    // Pictures begin with the first look at them, and with a key frame then.
    const paused = sent.producer.kind === "video";
    try {
      return await transport.consume({ producerId, rtpCapabilities, paused });
    } catch (error) {
      if (!owners.has(producerId) || transport.closed) throw new Refusal("not-found", "media-stream-unknown");
      log.debug({ err: error }, "a client cannot receive what it asked for");
      throw new Refusal("invalid", "media-refused");
    }
  }

  return {
    add(peer, producer, source) {
      const sent: Sent = { producer, source, place: peer.place };
      peer.sent.set(producer.id, sent);
      owners.set(producer.id, { peer, sent });
      producer.observer.once("close", () => ended(peer, sent));
      if (source === "mic") {
        loudness.add(producer.id);
        loudness.setPaused(producer.id, producer.paused);
        attempt(peer.place.levels.addProducer({ producerId: producer.id }));
      }
      tellAll("producerAdded", { peerId: peer.id, producer: tellProducer(sent) }, peer);
      options.tapping().tell({ what: "producerAdded", producer: tappedProducer(peer, sent) });
      settle();
    },
    find: (producerId) => owners.get(producerId) ?? null,
    async setPaused(peer, sent, isPaused) {
      const { producer } = sent;
      if (producer.paused === isPaused) return;
      await (isPaused ? producer.pause() : producer.resume());
      if (sent.source === "mic") loudness.setPaused(producer.id, isPaused);
      tellAll("producerChanged", { peerId: peer.id, producerId: producer.id, isPaused });
      options.tapping().tell({ what: "producerPaused", producerId: producer.id, isPaused });
      settle();
      for (const other of peers.values()) {
        const received = other.receivedOf.get(producer.id);
        if (received)
          other.line?.tell("consumerPaused", { consumerId: received.consumer.id, isPaused: isHeld(received) });
      }
    },
    closeOne,
    closeOf(peer) {
      for (const sent of peer.sent.values()) closeOne(peer, sent);
    },
    async receive(peer, producerId, rtpCapabilities) {
      const owner = owners.get(producerId);
      if (!owner || owner.peer === peer) throw new Refusal("not-found", "media-stream-unknown");
      if (peer.receivedOf.has(producerId)) throw new Refusal("conflict", "media-received-already");
      const received: Received = {
        consumer: await consume(peer, owner.sent, rtpCapabilities),
        sent: owner.sent,
        isQuiet: false,
      };
      keep(peer, received);
      if (owner.sent.source === "mic" && !owner.sent.producer.paused && !loudness.flows(producerId)) {
        received.isQuiet = true;
        attempt(received.consumer.pause());
      }
      return received;
    },
    isHeld,
    speakerId: () => speakerId,
    listenAt(place) {
      place.levels.on("volumes", (volumes) => heard.set(place, volumes));
    },
    forget: (place) => void heard.delete(place),
    countSent: () => owners.size,
    countReceived: () => consumers,
    close: () => clearInterval(timer),
  };
}
