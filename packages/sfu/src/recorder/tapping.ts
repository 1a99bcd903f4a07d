import type { Peer, Sent } from "../peer.ts";
import type { Tap, TapEvent, TappedPeer, TappedProducer } from "./tap.ts";

export type Tapping = {
  readonly tap: Tap;
  tell(event: TapEvent): void;
};

/** Tells those who write a meeting down what happens in it. */
export function createTapping(meetingId: string, { peers }: { readonly peers: ReadonlyMap<string, Peer> }): Tapping {
  const listeners = new Set<(event: TapEvent) => void>();
  const tell = (event: TapEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    tell,
    tap: {
      meetingId,
      listen(listener) {
        for (const peer of peers.values()) {
          listener({ what: "joined", peer: tappedPeer(peer) });
          for (const sent of peer.sent.values())
            listener({ what: "producerAdded", producer: tappedProducer(peer, sent) });
          if (peer.handAt) listener({ what: "hand", peerId: peer.id, isRaised: true });
        }
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

export const tappedPeer = ({ id, personId, kind, name }: Peer): TappedPeer => ({ id, personId, kind, name });

export const tappedProducer = (peer: Peer, { producer, source, place }: Sent): TappedProducer => ({
  id: producer.id,
  peerId: peer.id,
  kind: producer.kind,
  source,
  isPaused: producer.paused,
  router: place.router,
});
