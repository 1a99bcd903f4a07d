/** Lets so many pieces of work be under way at a time; who waits comes in order, and one that is given up while it waits is never begun. */
export function createTurns(most: number) {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const next = () => {
    busy -= 1;
    waiting.shift()?.();
  };
  return async function take<Done>(work: () => Promise<Done>, signal: AbortSignal): Promise<Done> {
    while (busy >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    busy += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      next();
    }
  };
}
