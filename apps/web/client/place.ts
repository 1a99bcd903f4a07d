import type { MouseEvent } from "react";

/**
 * Goes to an address of the same module without asking the server for a page: the pane is drawn from what is cached.
 * The router takes part in it, so back, forward and reload behave.
 */
export function goTo(href: string): void {
  if (href !== window.location.pathname + window.location.search) window.history.pushState(null, "", href);
}

/** The same, without leaving the present address in the history. */
export function replaceWith(href: string): void {
  window.history.replaceState(null, "", href);
}

/** Whether a click on a link means "here": a modifier or another button means a new tab, which is the browser's. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
