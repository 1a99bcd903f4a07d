import { Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import { mediaCodecs } from "./codecs.ts";
import type { MediaWorker, Workers } from "./workers.ts";

/** A meeting's share of one worker. */
export type Place = {
  readonly worker: MediaWorker;
  readonly router: types.Router;
  /** Hears the microphones that come in here. */
  readonly levels: types.AudioLevelObserver;
};

export type Routing = {
  /** Where a new peer of this meeting is served. */
  choose(): Promise<Place>;
  /** Makes a stream that comes in at one place available at another. */
  bring(producerId: string, from: Place, to: Place): Promise<void>;
  close(): void;
};

export const levelsEveryMs = 250;
/** Below it nobody speaks, in dBov. */
const quietLevel = -60;

/** The routers of one meeting: one for each worker that has a peer of it, and streams between them where somebody asked for them. */
export function createRouting(options: {
  readonly workers: Workers;
  /** So many more peers than the least loaded has the worker that the meeting is on already, before the meeting is spread: each stream between costs twice. */
  readonly slack: number;
  onPlace(place: Place): void;
  onLost(place: Place): void;
}): Routing {
  const places = new Map<MediaWorker, Promise<Place>>();
  const brought = new Map<string, Promise<void>>();
  let isOver = false;

  async function open(worker: MediaWorker): Promise<Place> {
    const router = await worker.process.createRouter({ mediaCodecs });
    const levels = await router.createAudioLevelObserver({
      maxEntries: 50,
      threshold: quietLevel,
      interval: levelsEveryMs,
    });
    const place = { worker, router, levels };
    router.observer.once("close", () => {
      places.delete(worker);
      for (const key of brought.keys()) if (key.endsWith(router.id)) brought.delete(key);
      if (!isOver) options.onLost(place);
    });
    if (isOver) router.close();
    options.onPlace(place);
    return place;
  }
  function placeOn(worker: MediaWorker): Promise<Place> {
    const known = places.get(worker);
    if (known) return known;
    const place = open(worker);
    places.set(worker, place);
    place.catch(() => places.delete(worker));
    return place;
  }
  async function pipe(producerId: string, from: Place, to: Place): Promise<void> {
    const { pipeProducer } = await from.router.pipeToRouter({ producerId, router: to.router, enableSctp: false });
    pipeProducer?.observer.once("close", () => brought.delete(keyOf(producerId, to)));
  }

  return {
    async choose() {
      const least = await options.workers.leastLoaded();
      const near = [...places.keys()].filter(({ peers }) => peers <= least.peers + options.slack);
      const [best = least] = near.toSorted((one, other) => one.peers - other.peers);
      return placeOn(best);
    },
    async bring(producerId, from, to) {
      if (from === to) return;
      const key = keyOf(producerId, to);
      const known = brought.get(key);
      if (known) return known;
      const underway = pipe(producerId, from, to).catch(() => {
        brought.delete(key);
        // It ended, or a worker did, while it was on its way.
        throw new Refusal("not-found", "media-stream-unknown");
      });
      brought.set(key, underway);
      return underway;
    },
    close() {
      isOver = true;
      for (const place of places.values()) place.then(({ router }) => router.close()).catch(() => undefined);
      places.clear();
    },
  };
}

const keyOf = (producerId: string, to: Place) => `${producerId} ${to.router.id}`;
