export type Limits = {
  /** Of one message from a client. */
  readonly frameBytes: number;
  /** Of one change: pieces of text, values, deletions. Many small ones take longer than few large ones. */
  readonly updateParts: number;
  /** Of what one client says of itself: its cursor, its name. */
  readonly presenceBytes: number;
  readonly connections: number;
  /** What a client may send in a second over some time, and at once. More is read later. */
  readonly messages: Rate;
  readonly bytes: Rate;
  /** Of updates that rest on others which did not come. */
  readonly pendingBytes: number;
  /** Of changes that the store has not taken yet. */
  readonly unsavedBytes: number;
  /** Of what a client has not fetched. */
  readonly unsentBytes: number;
};

export type Rate = { readonly perSecond: number; readonly burst: number };

export const defaultLimits: Limits = {
  frameBytes: 5 * 1024 * 1024,
  updateParts: 200_000,
  presenceBytes: 4096,
  connections: 300,
  messages: { perSecond: 100, burst: 1000 },
  bytes: { perSecond: 1024 * 1024, burst: 20 * 1024 * 1024 },
  pendingBytes: 1024 * 1024,
  unsavedBytes: 32 * 1024 * 1024,
  unsentBytes: 64 * 1024 * 1024,
};

/** Counts what somebody uses up. `take` says for how many milliseconds no more should be taken. */
export function createBudget({ perSecond, burst }: Rate, now: () => number = () => performance.now()) {
  let left = burst;
  let at = now();
  return {
    take(amount: number): number {
      const time = now();
      left = Math.min(burst, left + ((time - at) / 1000) * perSecond) - amount;
      at = time;
      return left >= 0 ? 0 : Math.ceil((-left / perSecond) * 1000);
    },
  };
}
