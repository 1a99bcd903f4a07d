import { useSyncExternalStore } from "react";

export type Presence = "online" | "away" | "offline";

const listeners = new Set<() => void>();
const people = new Map<string, Presence>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Of people who are not named it is as before. */
export function heardPresence(heard: Readonly<Record<string, Presence>>): void {
  for (const [id, presence] of Object.entries(heard)) people.set(id, presence);
  tell();
}

/** What was known is of a connection that is gone: who is there is told anew. */
export function forgetPresence(): void {
  people.clear();
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether somebody is there, as far as one may know. */
export function usePresence(personId: string | null): Presence {
  return useSyncExternalStore(
    subscribe,
    () => (personId === null ? undefined : people.get(personId)) ?? "offline",
    () => "offline",
  );
}
