import type { Hint } from "./bus.ts";

/** Who listens to which space in this process. */
export function createListeners() {
  const bySpace = new Map<string, Set<(hint: Hint) => void>>();
  return {
    add(spaceId: string, listener: (hint: Hint) => void): () => void {
      const listeners = bySpace.get(spaceId) ?? new Set();
      bySpace.set(spaceId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && bySpace.get(spaceId) === listeners) bySpace.delete(spaceId);
      };
    },
    tell(hint: Hint): void {
      for (const listener of bySpace.get(hint.spaceId) ?? []) listener(hint);
    },
  };
}
