import { Refusal } from "@carbyne/kernel";
import type { RequestName } from "./messages.ts";

export type Rate = { readonly perSecond: number; readonly burst: number };

export const limits = {
  frameBytes: 64 * 1024,
  /** Of what a client has not taken from us. */
  waitingBytes: 4 * 1024 * 1024,
  joinWithinMs: 10_000,
  aliveEveryMs: 5_000,
  /** Asks that wait for the one before them. */
  queued: 1_000,
  /** Sockets over which nobody has joined yet. */
  strangers: 5_000,
  peersInMeeting: 500,
  screensOfPeer: 3,
  /** Streams that one client receives. */
  consumersOfPeer: 1_500,
  /** Of all that one client sends, in bits a second: a camera in three sizes and a screen, with room. */
  incomingBitrate: 8_000_000,
} as const;

export const usualPace = {
  /** How long a peer whose socket is gone stays, with its hand, its place and what it sends. */
  returnWithinMs: 15_000,
  /** How long nobody has to be in a meeting until it is over here: longer than a reconnect takes. */
  emptyForMs: 20_000,
} as const;

/** All asks of one client together. Whoever comes into a large meeting asks for hundreds of streams at once. */
export const allAsks: Rate = { perSecond: 100, burst: 1_000 };

/** Of each kind, where less than that is enough for everybody who means well. */
export const asksOfKind: Partial<Record<RequestName, Rate>> = {
  createTransport: { perSecond: 1, burst: 10 },
  connectTransport: { perSecond: 1, burst: 10 },
  restartIce: { perSecond: 1, burst: 10 },
  produce: { perSecond: 2, burst: 20 },
  pauseProducer: { perSecond: 10, burst: 50 },
  closeProducer: { perSecond: 5, burst: 30 },
  view: { perSecond: 20, burst: 100 },
  raiseHand: { perSecond: 2, burst: 10 },
  react: { perSecond: 3, burst: 10 },
  moderate: { perSecond: 5, burst: 30 },
  spotlight: { perSecond: 2, burst: 10 },
};

/** What is refused for its form or its number costs patience; when that is at an end, the client is sent away. */
export const patience: Rate = { perSecond: 5, burst: 200 };

/** Counts what somebody uses up; what is too much is not taken. */
export function createBudget({ perSecond, burst }: Rate, now: () => number = () => performance.now()) {
  let left = burst;
  let at = now();
  return {
    take(amount = 1): boolean {
      const time = now();
      left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
      at = time;
      if (left < amount) return false;
      left -= amount;
      return true;
    },
  };
}

/** The budgets of one client. `take` throws a Refusal for what is too much. */
export function createRates() {
  const all = createBudget(allAsks);
  const ofKind = new Map(Object.entries(asksOfKind).map(([name, rate]) => [name, createBudget(rate)]));
  return {
    take(name: RequestName): void {
      if (!all.take() || ofKind.get(name)?.take() === false) throw new Refusal("too-many", "media-too-fast");
    },
  };
}
