import type { App, Running } from "../app.ts";

export type Loop = {
  readonly name: string;
  /** Rest between two rounds that had nothing to do. */
  readonly restMs: number;
  /** One round; true when there is more to do at once, a number when the next is due after so many milliseconds. */
  readonly round: (app: App, signal: AbortSignal) => Promise<boolean | number>;
  /** Tells of work that came; returns the way to stop listening. */
  readonly listen?: (app: App, wake: () => void) => () => void;
  /** Waits for what rounds have begun and not awaited. */
  readonly drain?: () => Promise<void>;
};

/** A round that takes longer is stuck. */
const stuckMs = 15 * 60_000;
const failedMs = 5000;

/** Runs rounds until it is stopped: at once while there is work, else when it is woken or rested. A failed round is logged and comes again. */
export function runLoop(app: App, { name, restMs, round, listen, drain }: Loop): Running {
  const stopping = new AbortController();
  let wake = () => {};
  let isWoken = false;
  let roundAt = Date.now();
  const stopListening = listen?.(app, () => {
    isWoken = true;
    wake();
  });

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      if (isWoken || stopping.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    while (!stopping.signal.aborted) {
      roundAt = Date.now();
      isWoken = false;
      let pauseMs = restMs;
      try {
        const left = await round(app, stopping.signal);
        if (left === true) continue;
        if (left !== false) pauseMs = Math.min(restMs, left);
      } catch (error) {
        app.log.error({ err: error, job: name }, "job failed");
        pauseMs = failedMs;
        isWoken = false;
      }
      roundAt = Number.POSITIVE_INFINITY;
      await rest(pauseMs);
    }
  };
  const over = run();

  return {
    health: () => {
      const isStuck = Date.now() - roundAt > stuckMs;
      return { ok: !isStuck, detail: isStuck ? `${name} has been busy for ${stuckMs / 60_000} minutes` : "" };
    },
    async stop() {
      stopListening?.();
      stopping.abort();
      wake();
      await over;
      await drain?.();
    },
  };
}
