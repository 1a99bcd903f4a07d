import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

const listeners = new Set<() => void>();
/** Mail that comes in hints too: what is asked for again because of it is asked at most this often. */
const restMs = 1_500;

/** Tells that something of the account has changed, or may have while nobody listened. */
export function announceHint(): void {
  for (const listener of listeners) listener();
}

/** Calls back when something of the account has changed, until what it answers is called. */
export function onHints(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks again for a query whenever something of the account has changed, as long as the component is there. */
export function useFresh(queryKey: QueryKey): void {
  const queryClient = useQueryClient();
  const name = JSON.stringify(queryKey);
  useEffect(() => {
    let timer: number | undefined;
    const run = () => {
      timer = undefined;
      void queryClient.invalidateQueries({ queryKey: JSON.parse(name) as QueryKey, refetchType: "active" });
    };
    const onHint = () => {
      timer ??= window.setTimeout(run, restMs);
    };
    listeners.add(onHint);
    return () => {
      listeners.delete(onHint);
      window.clearTimeout(timer);
    };
  }, [queryClient, name]);
}
