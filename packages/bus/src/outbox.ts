import { createWaiting } from "./waiting.ts";

/**
 * What is on its way to other processes: of one key a single value goes. The first leaves at once, later ones wait until `intervalMs` have passed
 * since the last that left, and until that one has been taken. NOTIFY takes a global lock at commit, so hints must not leave once a change. `send`
 * never rejects.
 */
export function createOutbox<Value>(options: {
  intervalMs: number;
  join: (known: Value, next: Value) => Value;
  send: (values: ReadonlyMap<string, Value>) => Promise<void>;
}) {
  const { intervalMs, join, send } = options;
  const waiting = createWaiting(join);
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let lastSent = 0;

  const schedule = () => {
    if (waiting.isEmpty() || sending) return;
    timer ??= setTimeout(leave, Math.max(0, lastSent + intervalMs - performance.now()));
  };
  const leave = () => {
    clearTimeout(timer);
    timer = undefined;
    lastSent = performance.now();
    sending = send(waiting.takeAll()).finally(() => {
      sending = undefined;
      schedule();
    });
  };
  return {
    add(key: string, value: Value): void {
      waiting.add(key, value);
      schedule();
    },
    /** Sends what waits without waiting any longer; resolves when all of it has been taken. */
    async flush(): Promise<void> {
      await sending;
      if (waiting.isEmpty()) return;
      leave();
      await sending;
    },
  };
}
