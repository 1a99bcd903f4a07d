import type { Collab } from "./collab.ts";

const longestMs = 10_000;

/** Waits until the server keeps all that was written here. False without a connection, or when it takes too long. */
export function whenSaved({ state, subscribe }: Collab): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      const { isOnline, isSaved, ended } = state();
      if (isOnline && !isSaved && ended === null) return;
      window.clearTimeout(timer);
      stop();
      resolve(isOnline && isSaved);
    };
    const timer = window.setTimeout(() => {
      stop();
      resolve(false);
    }, longestMs);
    const stop = subscribe(look);
    look();
  });
}
