import { useSyncExternalStore } from "react";

let messageId: string | null = null;
const listeners = new Set<() => void>();

/** Asks to whom a message is to be sent on as it is; null takes the question away. */
export function askRedirect(id: string | null): void {
  messageId = id;
  for (const listener of listeners) listener();
}

export function useRedirectAsked(): string | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => messageId,
    () => null,
  );
}
