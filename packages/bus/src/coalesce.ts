import type { Hint } from "./bus.ts";

/**
 * Joins the hints of one space: the first leaves at once, later ones wait until `intervalMs` have passed since the last that left, and only the
 * highest modseq goes. NOTIFY takes a global lock at commit, so hints must not leave once a change.
 */
export function coalesce(intervalMs: number, send: (hints: readonly Hint[]) => void) {
  const waiting = new Map<string, bigint>();
  let timer: NodeJS.Timeout | undefined;
  let lastSent = 0;

  const flush = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const hints = [...waiting].map(([spaceId, modseq]) => ({ spaceId, modseq }));
    waiting.clear();
    lastSent = Date.now();
    send(hints);
  };
  return {
    add({ spaceId, modseq }: Hint): void {
      const known = waiting.get(spaceId);
      if (known === undefined || known < modseq) waiting.set(spaceId, modseq);
      timer ??= setTimeout(flush, Math.max(0, lastSent + intervalMs - Date.now()));
    },
    flush(): void {
      clearTimeout(timer);
      flush();
    },
  };
}
