import { usePathname, useSearchParams } from "next/navigation";
import { type MouseEvent, useSyncExternalStore } from "react";
import { leave } from "./leaving.ts";

const listeners = new Set<() => void>();

/**
 * Goes to an address of the same module without asking the server for a page: the pane is drawn from what is cached.
 * The router takes part in it, so back, forward and reload behave; what listens here does not have to wait for it.
 */
export function goTo(href: string): void {
  if (href === window.location.pathname + window.location.search) return;
  const go = () => {
    window.history.pushState(null, "", href);
    for (const listener of listeners) listener();
  };
  if (new URL(href, window.location.href).pathname === window.location.pathname) go();
  else leave(go);
}

/** The same, without leaving the present address in the history. */
export function replaceWith(href: string): void {
  window.history.replaceState(null, "", href);
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("popstate", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("popstate", changed);
  };
}

/** The path and the query of the address bar, in the same moment in which they change. */
export function useAddress(): string {
  // The router's own idea of it comes later, but it is what a page begins with, and it knows of links.
  const query = useSearchParams().toString();
  const first = usePathname() + (query === "" ? "" : `?${query}`);
  return useSyncExternalStore(
    subscribe,
    () => window.location.pathname + window.location.search,
    () => first,
  );
}

/** Whether a click on a link means "here": a modifier or another button means a new tab, which is the browser's. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
