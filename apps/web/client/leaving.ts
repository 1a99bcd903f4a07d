import { useEffect, useSyncExternalStore } from "react";

/** Forms with something in them that was not saved. */
const unsaved = new Set<symbol>();
let waiting: (() => void) | null = null;
const listeners = new Set<() => void>();

function setWaiting(next: (() => void) | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Does what leaves the page, at once or after the person said that what they changed may be lost. */
export function leave(proceed: () => void): void {
  if (unsaved.size === 0) proceed();
  else setWaiting(proceed);
}

/** What waits for the person's word, null while nothing does. */
export function useLeaving(): { isAsking: boolean; stay: () => void; discard: () => void } {
  const isAsking = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => waiting !== null,
    () => false,
  );
  return { isAsking, stay: () => setWaiting(null), discard };
}

function discard(): void {
  const proceed = waiting;
  unsaved.clear();
  setWaiting(null);
  proceed?.();
}

/** Keeps a page from being left while a form of it has something that was not saved. */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined;
    const form = Symbol("form");
    unsaved.add(form);
    const stop = guard();
    return () => {
      unsaved.delete(form);
      stop();
    };
  }, [isChanged]);
}

/** The ways out that are not ours: links, back and forward, a reload. */
function guard(): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  window.addEventListener("beforeunload", (event) => unsaved.size > 0 && event.preventDefault(), { signal });
  document.addEventListener("click", onClick, { capture: true, signal });
  // A browser without the Navigation API goes back without asking.
  if ("navigation" in window) window.navigation.addEventListener("navigate", onNavigate, { signal });
  return () => controller.abort();
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || unsaved.size === 0 || link.target !== "" || link.hasAttribute("download")) return;
  if (link.origin !== window.location.origin || link.pathname === window.location.pathname) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(() => link.click());
}

function onNavigate(event: NavigateEvent): void {
  if (unsaved.size === 0 || event.navigationType !== "traverse" || !event.cancelable) return;
  if (new URL(event.destination.url).pathname === window.location.pathname) return;
  event.preventDefault();
  const { key } = event.destination;
  leave(() => window.navigation.traverseTo(key));
}
