import { useSyncExternalStore } from "react";

/** What somebody says of themselves, as others see it. */
export type SeenStatus = { readonly emoji: string; readonly text: string; readonly isResting: boolean };

const listeners = new Set<() => void>();
const people = new Map<string, SeenStatus>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Of people who are not named it is as before. */
export function heardStatuses(heard: Readonly<Record<string, SeenStatus | null>>): void {
  for (const [id, status] of Object.entries(heard)) {
    if (status) people.set(id, status);
    else people.delete(id);
  }
  tell();
}

/** What was known is of a connection that is gone: it is told anew. */
export function forgetStatuses(): void {
  people.clear();
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What somebody says of themselves, as far as one may know; undefined where that is nothing. */
export function useSeenStatus(personId: string): SeenStatus | undefined {
  return useSyncExternalStore(
    subscribe,
    () => people.get(personId),
    () => undefined,
  );
}
